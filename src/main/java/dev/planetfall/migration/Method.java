package dev.planetfall.migration;

import java.util.List;

/** How the rows get to the target. */
public enum Method {
    /** PostgreSQL's own logical replication: rows flow from server to server while the application keeps writing. */
    LOGICAL_REPLICATION(
            "Logical replication",
            "logical",
            "Recommended. Your application keeps writing while the rows go from server to server; the switch takes"
                    + " seconds. This computer may be off meanwhile."),
    /** Many streams copy one snapshot through this computer, then logical replication takes over. */
    SNAPSHOT_COPY(
            "Snapshot copy",
            "snapshot",
            "For very large databases. Like logical replication, but the rows go in many streams through this computer,"
                    + " which must stay on during the copy."),
    /** All rows are copied through this computer while nobody writes. */
    DUMP_AND_RESTORE(
            "Dump and restore",
            "dump",
            "Needs no replication, but your application cannot write from the start of the copy to the cutover. This"
                    + " computer must stay on during the copy."),
    /** All rows are copied through this computer while the application keeps writing; what it writes meanwhile stays behind. */
    STALE_COPY(
            "Copy of one moment",
            "stale",
            "For a trial, or if you stop your application yourself: what it writes after the copy began stays behind."
                    + " This computer must stay on during the copy.");

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
