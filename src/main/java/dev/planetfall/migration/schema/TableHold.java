package dev.planetfall.migration.schema;

import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome;
import java.util.HashMap;
import java.util.Map;

/**
 * How a table is locked while an object is made on it, as far as others that are made meanwhile would have to wait for that.
 *
 * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES">Table-level locks</a>
 */
enum TableHold {
    /** SHARE: any number of indexes are built side by side. */
    INDEXED,
    /** SHARE ROW EXCLUSIVE for a moment, then ROW SHARE: any number of foreign keys lead to it. */
    REFERENCED,
    /** Whatever locks against itself: constraints, triggers, rules, statistics, and the table a foreign key is on. */
    ALONE;

    /** Whether both may be made at once without either waiting for the other. */
    boolean allows(TableHold other) {
        return this == other && this != ALONE;
    }

    /** Of every table that the object is known to need. */
    static Map<SchemaKey, TableHold> of(SchemaOutcome object) {
        Map<SchemaKey, TableHold> holds = new HashMap<>();
        for (SchemaKey needed : object.waitsFor()) {
            if (needed.kind().equals("TABLE")) {
                holds.put(needed, of(object, needed));
            }
        }
        return holds;
    }

    private static TableHold of(SchemaOutcome object, SchemaKey table) {
        boolean isOnIt = object.name().startsWith(table.name() + " ");
        return switch (object.kind()) {
            case "INDEX" -> INDEXED;
            case "FK CONSTRAINT" -> isOnIt ? ALONE : REFERENCED;
            default -> ALONE;
        };
    }
}
