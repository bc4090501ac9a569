package dev.planetfall.demo;

/** The rehearsal cannot be set up on this computer. The message is one sentence for people. */
public final class DemoUnavailableException extends RuntimeException {
    public DemoUnavailableException(String sentence) {
        super(sentence);
    }

    public DemoUnavailableException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
