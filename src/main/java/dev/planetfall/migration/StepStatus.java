package dev.planetfall.migration;

/** How far a step is. */
public enum StepStatus {
    PENDING,
    RUNNING,
    DONE,
    /** The servers said that its work was there already. */
    ALREADY_DONE,
    FAILED,
    CANCELLED,
    /** A person decided to go on without it. */
    SKIPPED,
    /** Its work was taken back. */
    UNDONE;

    public boolean isDone() {
        return this == DONE || this == ALREADY_DONE;
    }
}
