package dev.planetfall.migration;

import dev.planetfall.language.Messages;

/** How far a phase is. */
public enum PhaseStatus {
    NOT_STARTED("migration.status.not-started"),
    RUNNING("migration.status.running"),
    DONE("migration.status.done"),
    /** A step failed; what it had done can be continued or undone. */
    FAILED("migration.status.failed"),
    /** A check found a {@link Severity#BLOCKER}. */
    BLOCKED("migration.status.blocked"),
    /** The person stopped it. Nothing is wrong. */
    CANCELLED("migration.status.cancelled");

    private final String word;

    PhaseStatus(String word) {
        this.word = word;
    }

    /** Within a sentence: {@code done}. */
    public String word() {
        return Messages.text(word);
    }
}
