package dev.planetfall.migration.schema;

import dev.planetfall.postgres.Database;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How what a server has is dropped there, in that server's own words. */
final class DropStatements {
    /** What stands after DROP, for {@code o} of pg_identify_object: its own words are not always those of the statement. */
    static final String KIND = """
            CASE WHEN o.type IN ('aggregate', 'procedure', 'function') THEN 'ROUTINE'
                 WHEN o.type = 'statistics object' THEN 'STATISTICS' ELSE upper(o.type) END""";

    /** A column or a constraint that is written with its table has the table's address, and is known by its name. */
    private static final String QUERY = """
            SELECT e.place, CASE
                WHEN k.contypid <> 0 THEN 'ALTER DOMAIN ' || k.contypid::regtype || ' DROP CONSTRAINT ' || quote_ident(k.conname)
                WHEN k.oid IS NOT NULL
                THEN 'ALTER TABLE ' || k.conrelid::regclass || ' DROP CONSTRAINT ' || quote_ident(k.conname)
                WHEN a.attnum IS NOT NULL
                THEN 'ALTER TABLE ' || a.attrelid::regclass || ' DROP COLUMN ' || quote_ident(a.attname)
                ELSE 'DROP ' || %s || CASE WHEN o.type = 'sequence' THEN ' IF EXISTS ' ELSE ' ' END || o.identity
                END AS statement
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[]) WITH ORDINALITY e (label, catalog, oid, name, place)
            CROSS JOIN LATERAL pg_identify_object(('pg_catalog.' || e.catalog)::regclass, e.oid::oid, 0) o
            LEFT JOIN pg_attribute a ON e.label = 'column' AND a.attrelid = e.oid::oid AND a.attname = e.name
            LEFT JOIN pg_constraint k ON e.catalog = 'pg_constraint' AND k.oid = e.oid::oid
                 OR e.label = 'check constraint' AND e.catalog = 'pg_class' AND k.conrelid = e.oid::oid AND k.conname = e.name
            LEFT JOIN pg_class i ON e.label = 'index' AND i.oid = e.oid::oid
            WHERE o.identity IS NOT NULL AND coalesce(k.coninhcount, 0) = 0 AND coalesce(a.attinhcount, 0) = 0
              AND NOT coalesce(i.relispartition, false)
            """.formatted(KIND);

    private DropStatements() {}

    /**
     * Asks the server once, without changing anything.
     *
     * @return without what goes with its parent, such as an index of a partition, and what has gone meanwhile
     */
    static Map<SchemaPart, String> of(Database server, List<SchemaPart> parts) {
        return server.withReadOnlySession(session -> {
            session.execute("SELECT pg_catalog.set_config('search_path', '', false)");
            Map<SchemaPart, String> statements = new HashMap<>();
            session.query(
                    QUERY,
                    row -> statements.put(parts.get((int) row.number("place") - 1), row.text("statement")),
                    texts(parts, part -> part.key().label()),
                    texts(parts, part -> part.entry().address().catalog()),
                    texts(parts, part -> Long.toString(part.entry().address().oid())),
                    texts(parts, part -> part.key().name()));
            return statements;
        });
    }

    private static List<String> texts(List<SchemaPart> parts, Function<SchemaPart, String> text) {
        return parts.stream().map(text).toList();
    }
}
