package dev.planetfall.migration;

/** The person asked to stop. Not a failure: the step can be run again. */
public final class MigrationCancelledException extends RuntimeException {
    public MigrationCancelledException() {
        super("Stopped on request");
    }
}
