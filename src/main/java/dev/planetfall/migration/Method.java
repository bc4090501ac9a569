package dev.planetfall.migration;

import java.util.List;

/** How the rows get to the target. */
public enum Method {
    /** PostgreSQL's own logical replication: rows flow from server to server while the application keeps writing. */
    LOGICAL_REPLICATION("Logical replication", "logical"),
    /** Many streams copy one snapshot through this computer, then logical replication takes over. */
    SNAPSHOT_COPY("Snapshot copy", "snapshot"),
    /** All rows are copied while nobody writes. */
    DUMP_AND_RESTORE("Dump and restore", "dump");

    /** What this program carries out itself; of the others it can only say that they would suit. */
    public static final List<Method> OFFERED = List.of(LOGICAL_REPLICATION);

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
}
