package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import java.util.List;

/**
 * One thing on a server that a migration made and that is still there.
 *
 * @param name as the server stores it; for an entry, the table it is in
 * @param owner who made it, which decides who may remove it
 * @param note what else is to be said of it, after a comma; empty when nothing is
 * @param statements what removes it, in order, each ready to run on that server; empty while it must not be removed
 */
public record Remnant(Side side, Kind kind, String name, Owner owner, String note, List<String> statements) {
    /** In the order in which they are removed: what takes changes first, then what keeps log for it. */
    public enum Kind {
        SUBSCRIPTION(Messages.text("migration.remnant.subscription")),
        REPLICATION_SLOT(Messages.text("migration.remnant.replication-slot")),
        REPLICATION_ORIGIN(Messages.text("migration.remnant.replication-origin")),
        PUBLICATION(Messages.text("migration.remnant.publication")),
        /** Lines of a migration in a table of this program, or that table itself. */
        ENTRY(Messages.text("migration.remnant.entry-in")),
        EVENT_TRIGGER(Messages.text("migration.remnant.event-trigger")),
        TABLE(Messages.text("migration.remnant.table")),
        SCHEMA(Messages.text("migration.remnant.schema")),
        SETTING(Messages.text("migration.remnant.setting"));

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word people read. */
        public String word() {
            return word;
        }
    }

    /** Who made it. */
    public enum Owner {
        /** Made by this migration: the clean-up removes it. */
        THIS_MIGRATION,
        /** Made by this migration and kept on purpose until a person decides otherwise. */
        KEPT,
        /** Made by another migration with this program, which may still need it. */
        OTHER_MIGRATION,
        /** Made by another tool, or by nobody knows whom. */
        OTHER_TOOL
    }

    public Remnant {
        statements = List.copyOf(statements);
    }

    /** {@code replication slot planetfall_1}. */
    public String described() {
        return kind.word() + " " + name;
    }

    /** Whether the clean-up removes it without further questions. */
    public boolean isOwn() {
        return owner == Owner.THIS_MIGRATION;
    }

    /** Whether a person may choose to remove it. */
    public boolean isRemovable() {
        return !statements.isEmpty();
    }
}
