package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import java.util.List;

/** What a finding means for the migration. Only {@link #BLOCKER} stops it. */
public enum Severity {
    /** Asked and in order. Nothing to do. */
    PASSED(Messages.text("migration.severity.passed")),
    /** Worth knowing; changes nothing. */
    NOTE(Messages.text("migration.severity.note")),
    /** The migration works, but something will be slower, missing or different. Read it before going on. */
    WARNING(Messages.text("migration.severity.warning")),
    /** Going on would fail, lose rows or break the application that uses the source. It must be mended first. */
    BLOCKER(Messages.text("migration.severity.blocker")),
    /** The question could not be answered, so nothing is known. Never to be read as a pass. */
    UNKNOWN(Messages.text("migration.severity.could-not-check"));

    /** What stops a migration first, what is in order last. */
    public static final List<Severity> MOST_URGENT_FIRST = List.of(BLOCKER, UNKNOWN, WARNING, NOTE, PASSED);

    private final String title;

    Severity(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
