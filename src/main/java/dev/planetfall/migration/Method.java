package dev.planetfall.migration;

import java.util.List;

/** How the rows get to the target. */
public enum Method {
    /** PostgreSQL's own logical replication: rows flow from server to server while the application keeps writing. */
    LOGICAL_REPLICATION("Logical replication", "logical"),
    /** Many streams copy one snapshot through this computer, then logical replication takes over. */
    SNAPSHOT_COPY("Snapshot copy", "snapshot"),
    /** All rows are copied through this computer while nobody writes. */
    DUMP_AND_RESTORE("Dump and restore", "dump"),
    /** All rows are copied through this computer while the application keeps writing; what it writes meanwhile stays behind. */
    STALE_COPY("Copy of one moment", "stale");

    public static final List<Method> OFFERED = List.of(values());

    private final String title;
    private final String keyword;

    Method(String title, String keyword) {
        this.title = title;
        this.keyword = keyword;
    }

    public String title() {
        return title;
    }

    /** As the command line writes it. */
    public String keyword() {
        return keyword;
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
