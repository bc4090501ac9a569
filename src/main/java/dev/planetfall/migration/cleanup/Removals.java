package dev.planetfall.migration.cleanup;

import dev.planetfall.migration.Remnant;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.SqlLiteral;
import java.util.List;

/** The statements that remove one thing, each ready to be run by itself. */
final class Removals {
    private Removals() {}

    /**
     * A subscription is dropped without the slot at its other end, which that server may have lost long ago, or which cannot be
     * reached now; the slot is removed by itself.
     *
     * @param name for a table as SQL writes it, otherwise as the server stores it
     */
    static List<String> of(Remnant.Kind kind, String name) {
        String literal = SqlLiteral.quote(name);
        return switch (kind) {
            case SUBSCRIPTION -> subscription(new Identifier(name).quoted());
            case REPLICATION_SLOT -> List.of("SELECT pg_drop_replication_slot(" + literal + ");");
            case REPLICATION_ORIGIN -> List.of("SELECT pg_replication_origin_drop(" + literal + ");");
            case PUBLICATION -> List.of("DROP PUBLICATION " + new Identifier(name).quoted() + ";");
            case EVENT_TRIGGER -> List.of("DROP EVENT TRIGGER " + new Identifier(name).quoted() + ";");
            case TABLE -> List.of("DROP TABLE " + name + ";");
            case SCHEMA -> List.of("DROP SCHEMA " + new Identifier(name).quoted() + " CASCADE;");
            case ENTRY, SETTING -> List.of();
        };
    }

    /** What does no harm where the thing is not there: for a server that cannot be asked. */
    static String ifThere(Remnant.Kind kind, String name) {
        String quoted = new Identifier(name).quoted();
        String literal = SqlLiteral.quote(name);
        return switch (kind) {
            case SUBSCRIPTION ->
                "DO $$BEGIN IF EXISTS (SELECT FROM pg_subscription WHERE subname = " + literal
                        + " AND subdbid = (SELECT oid"
                        + " FROM pg_database WHERE datname = current_database())) THEN "
                        + String.join(" ", subscription(quoted)) + " END IF; END$$;";
            case REPLICATION_SLOT ->
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = " + literal
                        + ";";
            case PUBLICATION -> "DROP PUBLICATION IF EXISTS " + quoted + ";";
            case REPLICATION_ORIGIN, ENTRY, EVENT_TRIGGER, TABLE, SCHEMA, SETTING -> "";
        };
    }

    private static List<String> subscription(String quoted) {
        return List.of(
                "ALTER SUBSCRIPTION " + quoted + " DISABLE;",
                "ALTER SUBSCRIPTION " + quoted + " SET (slot_name = NONE);",
                "DROP SUBSCRIPTION " + quoted + ";");
    }
}
