package dev.planetfall.migration.cleanup;

import dev.planetfall.migration.RemnantNote;
import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.migration.freeze.WriteFreeze;
import dev.planetfall.postgres.Row;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * What one server says of everything that migrations may have left in its database. The number of questions does not grow with
 * what is there.
 *
 * @param server by its number, which is in the names of slots that copy tables to it; empty where the role may not know it
 * @param knowsSubscriptions whether the role may know the numbers of subscriptions
 * @param living subscriptions of all of its databases, where they are known
 * @param own the numbers of this migration's subscriptions
 * @param things with names of this program or of another tool
 * @param copySlots through which a subscriber copies single tables
 * @param frozen the database, quoted, while nobody may write to it
 */
record ServerLook(
        String server,
        boolean knowsSubscriptions,
        List<Long> living,
        List<Long> own,
        List<Thing> things,
        List<Thing> copySlots,
        OwnTables tables,
        List<String> frozen) {
    private static final String HERE = "(SELECT oid FROM pg_database WHERE datname = current_database())";

    private static final String THINGS = """
            SELECT * FROM (
              SELECT 'SUBSCRIPTION' AS kind, subname::text AS name, CASE WHEN subenabled THEN '' ELSE 'DISABLED' END AS note,
                     EXISTS (SELECT FROM pg_stat_subscription r WHERE r.subname = s.subname AND r.pid IS NOT NULL) AS active
              FROM pg_subscription s WHERE subdbid = %1$s
              UNION ALL SELECT 'REPLICATION_SLOT', slot_name::text, %2$s, active
              FROM pg_replication_slots WHERE database = current_database() AND NOT temporary
              UNION ALL SELECT 'REPLICATION_ORIGIN', roname::text, '', false FROM pg_replication_origin
              UNION ALL SELECT 'PUBLICATION', pubname::text, '',
                     EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = pubname AND active)
              FROM pg_publication
              UNION ALL SELECT 'EVENT_TRIGGER', evtname::text, '', false FROM pg_event_trigger
              UNION ALL SELECT 'TABLE', quote_ident(n.nspname) || '.' || quote_ident(c.relname), '', false
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE c.relkind IN ('r', 'p') AND c.relname ~ ? AND n.nspname !~ ?
              UNION ALL SELECT 'SCHEMA', nspname::text, 'WHOLE', false FROM pg_namespace n
              WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid
                                AND d.deptype = 'e')
                AND NOT EXISTS (SELECT FROM pg_extension e WHERE e.extnamespace = n.oid)) t
            WHERE name ~ ? OR kind = 'TABLE'
              OR strpos(name, ?) = 1 AND kind IN ('SUBSCRIPTION', 'REPLICATION_SLOT', 'PUBLICATION')
            ORDER BY 1, 2
            """;

    private static final String KEPT = "'KEEPS ' || coalesce(pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery()"
            + " THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, restart_lsn), 0)::bigint";

    private static final String COPY_SLOTS = """
            SELECT 'REPLICATION_SLOT' AS kind, slot_name::text AS name, %s AS note, active FROM pg_replication_slots
            WHERE slot_name ~ '^pg_[0-9]+_sync_[0-9]+_[0-9]+$' AND database = current_database() ORDER BY 2
            """.formatted(KEPT);

    /** Origins by which a subscription remembers how far it is, of subscriptions that no database of the server has. */
    private static final String DEAD_ORIGINS = """
            SELECT 'REPLICATION_ORIGIN' AS kind, roname::text AS name, 'ORPHANED' AS note, false AS active
            FROM pg_replication_origin
            WHERE roname ~ '^pg_[0-9]+(_[0-9]+)?$'
              AND NOT EXISTS (SELECT FROM pg_subscription s WHERE s.oid::text = split_part(roname, '_', 2))
            ORDER BY 2
            """;

    /** @param name for a table as SQL writes it, otherwise as the server stores it */
    record Thing(String kind, String name, String note, boolean active) {
        static Thing of(Row row) {
            return new Thing(row.text("kind"), row.text("name"), RemnantNote.of(row.text("note")), row.flag("active"));
        }
    }

    /** @param frozen whether this migration has stopped the writers of the server, as far as it knows */
    static ServerLook at(Session session, OwnNames own, boolean frozen) {
        Rights rights = session.queryOne(
                """
                SELECT has_function_privilege('pg_control_system()', 'EXECUTE') AS server,
                       has_column_privilege('pg_subscription', 'oid', 'SELECT') AS subscriptions,
                       quote_ident(current_database()) AS database
                """, row -> new Rights(row.flag("server"), row.flag("subscriptions"), row.text("database")));
        String server = rights.server()
                ? session.queryOne(
                        "SELECT system_identifier::text AS server FROM pg_control_system()", row -> row.text("server"))
                : "";
        List<Thing> things = new ArrayList<>(session.query(
                THINGS.formatted(HERE, KEPT),
                Thing::of,
                ReplicationNames.OF_OTHER_TOOLS,
                ReplicationNames.OF_OTHER_TOOLS,
                ReplicationNames.OF_OTHER_TOOLS,
                ReplicationNames.PREFIX));
        if (rights.subscriptions()) {
            things.addAll(session.query(DEAD_ORIGINS, Thing::of));
        }
        return new ServerLook(
                server,
                rights.subscriptions(),
                rights.subscriptions()
                        ? session.query("SELECT oid::bigint AS oid FROM pg_subscription", row -> row.number("oid"))
                        : List.of(),
                rights.subscriptions() ? own(session, own) : List.of(),
                things,
                session.query(COPY_SLOTS, Thing::of),
                OwnTables.of(session, own.ids()),
                isFrozen(session, frozen) ? List.of(rights.database()) : List.of());
    }

    /** In a database without tables nobody may write to any, which says nothing. */
    private static boolean isFrozen(Session session, boolean known) {
        return known ? WriteFreeze.isImposed(session) : WriteFreeze.isReadOnly(session);
    }

    private static List<Long> own(Session session, OwnNames own) {
        return session.query(
                "SELECT oid::bigint AS oid FROM pg_subscription WHERE subname = ANY (?) AND subdbid = " + HERE,
                row -> row.number("oid"),
                own.names());
    }

    /** @param database quoted */
    private record Rights(boolean server, boolean subscriptions, String database) {}
}
