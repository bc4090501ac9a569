package dev.planetfall.migration;

/** How the rows get to the target. */
public enum Method {
    /** PostgreSQL's own logical replication: rows flow from server to server while the application keeps writing. */
    LOGICAL_REPLICATION("Logical replication", "logical");

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
