package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import java.util.List;

/** How the rows get to the target. */
public enum Method {
    /** PostgreSQL's own logical replication: rows flow from server to server while the application keeps writing. */
    LOGICAL_REPLICATION(
            Messages.text("migration.method.logical-replication"),
            "logical",
            Messages.text("migration.method.recommended-your-application-keeps-writing")),
    /** Many streams copy one snapshot through this computer, then logical replication takes over. */
    SNAPSHOT_COPY(
            Messages.text("migration.method.snapshot-copy"),
            "snapshot",
            Messages.text("migration.method.for-very-large-databases-like")),
    /** All rows are copied through this computer while nobody writes. */
    DUMP_AND_RESTORE(
            Messages.text("migration.method.dump-and-restore"),
            "dump",
            Messages.text("migration.method.needs-no-replication-but-your")),
    /** All rows are copied through this computer while the application keeps writing; what it writes meanwhile stays behind. */
    STALE_COPY(
            Messages.text("migration.method.copy-of-one-moment"),
            "stale",
            Messages.text("migration.method.for-a-trial-or-if"));

    public static final List<Method> OFFERED = List.of(values());

    private final String title;
    private final String keyword;
    private final String sentence;

    Method(String title, String keyword, String sentence) {
        this.title = title;
        this.keyword = keyword;
        this.sentence = sentence;
    }

    public String title() {
        return title;
    }

    /** As the command line writes it. */
    public String keyword() {
        return keyword;
    }

    /** What happens, what it costs the application, and whether this computer must stay on. */
    public String sentence() {
        return sentence;
    }

    /** Whether changes follow the copied rows, so that writers are stopped for a moment only. */
    public boolean replicates() {
        return this == LOGICAL_REPLICATION || this == SNAPSHOT_COPY;
    }

    /** Whether this program carries the rows itself, and must run until they are there. */
    public boolean copiesThroughThisComputer() {
        return this != LOGICAL_REPLICATION;
    }

    /** Whether writers are stopped at all before the target takes over. */
    public boolean stopsWriters() {
        return this != STALE_COPY;
    }
}
