package dev.planetfall.migration;

/** What a check is about, in the order in which people read findings. */
public enum CheckGroup {
    CONNECTION("Connection"),
    PERMISSIONS("Permissions"),
    REPLICATION_SETTINGS("Source settings"),
    TABLES_AND_KEYS("Tables and keys"),
    TYPES_AND_FEATURES("Types and features"),
    EXTENSIONS("Extensions"),
    CAPACITY("Capacity"),
    TARGET("Target"),
    AFTER_THE_MOVE("After the move");

    private final String title;

    CheckGroup(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
