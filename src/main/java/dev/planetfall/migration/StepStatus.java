package dev.planetfall.migration;

import dev.planetfall.language.Messages;

/** How far a step is. */
public enum StepStatus {
    PENDING("migration.status.pending"),
    RUNNING("migration.status.running"),
    DONE("migration.status.done"),
    /** The servers said that its work was there already. */
    ALREADY_DONE("migration.status.already-done"),
    FAILED("migration.status.failed"),
    CANCELLED("migration.status.cancelled"),
    /** A person decided to go on without it. */
    SKIPPED("migration.status.skipped"),
    /** Its work was taken back. */
    UNDONE("migration.status.undone");

    private final String word;

    StepStatus(String word) {
        this.word = word;
    }

    public boolean isDone() {
        return this == DONE || this == ALREADY_DONE;
    }

    /** Within a sentence: {@code already done}. */
    public String word() {
        return Messages.text(word);
    }
}
