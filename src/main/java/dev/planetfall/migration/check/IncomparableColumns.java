package dev.planetfall.migration.check;

import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Columns of which no two values can be compared, such as {@code json}. A subscriber must compare all columns to find a row
 * of a table with {@code REPLICA IDENTITY FULL}, so it stops at the first change of such a table.
 */
final class IncomparableColumns {
    /**
     * A type is as comparable as what it is made of: a domain's base, an array's elements, a composite's columns. What is
     * left are base types, which have a default operator class, or are stored like a type that has one. %s leaves out
     * columns that are computed and so not sent.
     *
     * @see <a href="https://www.postgresql.org/docs/current/xindex.html">Operator classes</a>
     */
    private static final String QUERY = """
            WITH RECURSIVE col AS (
              SELECT c.oid AS relation, n.nspname, c.relname, a.attnum, a.attname, a.atttypid
              FROM unnest(?::text[], ?::text[]) AS wanted (s, t)
              JOIN pg_namespace n ON n.nspname = wanted.s
              JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = wanted.t
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped %s),
            part (whole, oid) AS (
              SELECT atttypid, atttypid FROM col
              UNION
              SELECT part.whole, piece.oid FROM part JOIN pg_type t ON t.oid = part.oid
              CROSS JOIN LATERAL (
                SELECT t.typbasetype WHERE t.typtype = 'd'
                UNION ALL SELECT t.typelem WHERE t.typlen = -1 AND t.typelem <> 0
                UNION ALL SELECT a.atttypid FROM pg_attribute a
                          WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped
              ) AS piece (oid)),
            bad AS (
              SELECT DISTINCT part.whole FROM part JOIN pg_type t ON t.oid = part.oid
              WHERE t.typtype = 'b' AND NOT (t.typlen = -1 AND t.typelem <> 0) AND NOT EXISTS (
                SELECT FROM pg_opclass o JOIN pg_am m ON m.oid = o.opcmethod AND m.amname IN ('btree', 'hash')
                WHERE o.opcdefault AND (o.opcintype = t.oid OR EXISTS (
                  SELECT FROM pg_cast k WHERE k.castsource = t.oid AND k.casttarget = o.opcintype
                    AND k.castmethod = 'b' AND k.castcontext = 'i'))))
            SELECT nspname AS schema, relname AS name,
                   array_agg(attname || ' (' || format_type(atttypid, NULL) || ')' ORDER BY attnum) AS columns
            FROM col WHERE atttypid IN (SELECT whole FROM bad) GROUP BY 1, 2
            """;

    private IncomparableColumns() {}

    /** Each table that has such columns, with each column and its type. One question for all tables. */
    static Map<QualifiedName, List<String>> of(Session session, List<Table> tables) {
        Map<QualifiedName, List<String>> found = new HashMap<>();
        if (!tables.isEmpty()) {
            String stored = new Catalog(session).version().isAtLeast(12) ? "AND a.attgenerated = ''" : "";
            session.query(
                    QUERY.formatted(stored),
                    row -> found.put(row.qualifiedName("schema", "name"), row.texts("columns")),
                    tables.stream().map(table -> table.name().schema()).toList(),
                    tables.stream().map(table -> table.name().name()).toList());
        }
        return found;
    }
}
