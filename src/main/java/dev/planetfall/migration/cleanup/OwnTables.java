package dev.planetfall.migration.cleanup;

import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * This program's own schema on one server.
 *
 * @param exists whether the schema is there
 * @param tables of this program in it that the role may read
 * @param holdsOther whether there is anything else in it
 */
record OwnTables(boolean exists, List<Held> tables, boolean holdsOther) {
    private static final List<QualifiedName> KNOWN = List.of(
            ReplicationNames.MARKER_TABLE,
            ReplicationNames.LARGE_OBJECT_TABLE,
            new QualifiedName(Scope.OWN_SCHEMA, new Identifier("chunk")));

    private static final String THERE = """
            SELECT c.relname AS name, c.relkind = 'r' AND has_schema_privilege(n.oid, 'USAGE')
                   AND has_table_privilege(c.oid, 'SELECT') AS readable
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
            UNION ALL SELECT p.proname, false FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = ?
            """;

    /** Rows of migrations that neither publish from nor subscribe to this database came with a copy and count for nothing. */
    private static final String LIVING = " AND (EXISTS (SELECT FROM pg_publication WHERE pubname = '"
            + ReplicationNames.PREFIX + "' || m.migration) OR EXISTS (SELECT FROM pg_subscription WHERE subname = '"
            + ReplicationNames.PREFIX + "' || m.migration))";

    /**
     * One of the tables.
     *
     * @param own whether it holds lines of this migration
     * @param others whether it holds lines that another migration may need
     */
    record Held(QualifiedName table, boolean own, boolean others) {}

    static OwnTables of(Session session, List<String> ids) {
        List<There> there = session.query(
                THERE, row -> new There(row.text("name"), row.flag("readable")), Scope.OWN_SCHEMA, Scope.OWN_SCHEMA);
        List<Held> tables = new ArrayList<>();
        for (QualifiedName known : KNOWN) {
            if (there.contains(new There(known.name().name(), true))) {
                tables.add(held(session, known, ids));
            }
        }
        boolean exists = session.queryOne(
                "SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = ?) AS found",
                row -> row.flag("found"),
                Scope.OWN_SCHEMA);
        return new OwnTables(exists, tables, there.size() > tables.size());
    }

    private static Held held(Session session, QualifiedName table, List<String> ids) {
        String living = table.equals(ReplicationNames.MARKER_TABLE) ? LIVING : "";
        return session.queryOne(
                "SELECT EXISTS (SELECT FROM " + table.quoted()
                        + " m WHERE migration = ANY (?)) AS own, EXISTS (SELECT FROM " + table.quoted()
                        + " m WHERE migration <> ALL (?)" + living + ") AS others",
                row -> new Held(table, row.flag("own"), row.flag("others")),
                ids,
                ids);
    }

    private record There(String name, boolean readable) {}
}
