package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Remnant;
import dev.planetfall.migration.RemnantNote;
import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Row;
import dev.planetfall.postgres.SqlLiteral;

/**
 * One object that a migration made with this program and that is still there.
 *
 * @param note what else is to be said of it, after a comma; empty when nothing is
 * @param active whether somebody is at work with it now
 * @param droppable whether the connected role may drop it
 */
record Leftover(Kind kind, String name, String note, boolean active, boolean droppable) {
    /** In the order in which they are dropped: a dropped slot comes back in no transaction, so it is the last. */
    enum Kind {
        SUBSCRIPTION,
        PUBLICATION,
        MARKER_ROW,
        REPLICATION_ORIGIN,
        REPLICATION_SLOT
    }

    static Leftover of(Row row) {
        return new Leftover(
                Kind.valueOf(row.text("kind")),
                row.text("name"),
                RemnantNote.of(row.text("note")),
                row.flag("active"),
                row.flag("droppable"));
    }

    /** A subscription is dropped without the slot at its other end, which that server may have lost long ago. */
    String drop() {
        String quoted = new Identifier(name).quoted();
        String literal = SqlLiteral.quote(name);
        return switch (kind) {
            case SUBSCRIPTION ->
                "ALTER SUBSCRIPTION " + quoted + " DISABLE;\nALTER SUBSCRIPTION " + quoted
                        + " SET (slot_name = NONE);\nDROP SUBSCRIPTION " + quoted + ";";
            case PUBLICATION -> "DROP PUBLICATION " + quoted + ";";
            case MARKER_ROW ->
                "DELETE FROM " + ReplicationNames.MARKER_TABLE.quoted() + " WHERE migration = " + literal + ";";
            case REPLICATION_ORIGIN -> "SELECT pg_replication_origin_drop(" + literal + ");";
            case REPLICATION_SLOT -> "SELECT pg_drop_replication_slot(" + literal + ");";
        };
    }

    @Override
    public String toString() {
        String word = kind == Kind.MARKER_ROW
                ? Messages.text("check.leftovers.marker-row")
                : Remnant.Kind.valueOf(kind.name()).word();
        return word + " " + name;
    }
}
