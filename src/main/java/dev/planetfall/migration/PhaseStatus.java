package dev.planetfall.migration;

/** How far a phase is. */
public enum PhaseStatus {
    NOT_STARTED,
    RUNNING,
    DONE,
    /** A step failed; what it had done can be continued or undone. */
    FAILED,
    /** A check found a {@link Severity#BLOCKER}. */
    BLOCKED,
    /** The person stopped it. Nothing is wrong. */
    CANCELLED
}
