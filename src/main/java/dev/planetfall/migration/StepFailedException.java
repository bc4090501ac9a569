package dev.planetfall.migration;

/** A step could not do its work. Carries what people need to go on; the runner reports it and rests. */
public final class StepFailedException extends RuntimeException {
    private final transient Failure failure;

    public StepFailedException(String sentence, String advice) {
        super(sentence);
        this.failure = new Failure(sentence, advice);
    }

    public StepFailedException(String sentence, String advice, Throwable cause) {
        super(sentence, cause);
        this.failure = new Failure(sentence, advice);
    }

    public Failure failure() {
        return failure;
    }
}
