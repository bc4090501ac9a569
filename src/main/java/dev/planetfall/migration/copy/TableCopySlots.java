package dev.planetfall.migration.copy;

import dev.planetfall.postgres.Session;
import java.util.List;

/**
 * The slots on the source through which PostgreSQL copies the tables of a subscription. It drops them itself, but cannot where the
 * source is away or a copy breaks off with its subscription; then they keep log for ever. Their names say which subscription of
 * which server made them: {@code pg_<subscription>_sync_<table>_<server>}.
 *
 * @param server of the target; {@code %} where the role may not know it
 * @param living subscriptions of all of its databases
 */
record TableCopySlots(String server, List<Long> living) {
    static TableCopySlots of(Session target) {
        boolean mayKnow = target.queryOne(
                "SELECT has_function_privilege('pg_control_system()', 'EXECUTE') AS may", row -> row.flag("may"));
        String server = mayKnow
                ? target.queryOne(
                        "SELECT system_identifier::text AS server FROM pg_control_system()", row -> row.text("server"))
                : "%";
        return new TableCopySlots(
                server, target.query("SELECT oid::bigint AS oid FROM pg_subscription", row -> row.number("oid")));
    }

    /**
     * Slots of subscriptions that exist no more: nobody can use them.
     *
     * @param known a subscription that did exist, for where the server's number is not known; 0 if there was none
     */
    List<String> abandoned(Session source, long known) {
        String subscription = server.equals("%") ? Long.toString(known) : "%";
        return source.query(
                "SELECT slot_name FROM pg_replication_slots WHERE slot_name LIKE ? ESCAPE '!' AND database = current_database()"
                        + " AND split_part(slot_name, '_', 2) <> ALL (?::text[])",
                row -> row.text("slot_name"),
                "pg!_" + subscription + "!_sync!_%!_" + server,
                living);
    }
}
