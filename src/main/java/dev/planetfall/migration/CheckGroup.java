package dev.planetfall.migration;

import dev.planetfall.language.Messages;

/** What a check is about, in the order in which people read findings. */
public enum CheckGroup {
    CONNECTION(Messages.text("migration.check-group.connection")),
    PERMISSIONS(Messages.text("migration.check-group.permissions")),
    REPLICATION_SETTINGS(Messages.text("migration.check-group.source-settings")),
    TABLES_AND_KEYS(Messages.text("migration.check-group.tables-and-keys")),
    TYPES_AND_FEATURES(Messages.text("migration.check-group.types-and-features")),
    EXTENSIONS(Messages.text("migration.check-group.extensions")),
    CAPACITY(Messages.text("migration.check-group.capacity")),
    TARGET(Messages.text("migration.check-group.target")),
    AFTER_THE_MOVE(Messages.text("migration.check-group.after-the-move"));

    private final String title;

    CheckGroup(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
