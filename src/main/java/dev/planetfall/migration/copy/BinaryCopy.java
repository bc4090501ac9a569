package dev.planetfall.migration.copy;

import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tells whether rows may be copied as the servers hold them, without being written as text and read again.
 *
 * <p>Only for columns of built-in types whose form is the same in all versions and names no object by its number, and that are of
 * the same type on both servers. Arrays of a person's own types carry the number that the type has on one server; a type of an
 * extension may have another form in another version of the extension.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createsubscription.html">CREATE SUBSCRIPTION, binary</a>
 */
final class BinaryCopy {
    /** A publisher before this version copies text whatever it is asked for. */
    private static final int COPIES_BINARY = 16;

    private static final List<String> TYPES = List.of(
            ("bit bool box bpchar bytea char cidr circle date datemultirange daterange float4 float8 inet int2 int4"
                            + " int4multirange int4range int8 int8multirange int8range interval json jsonb jsonpath line lseg"
                            + " macaddr macaddr8 money name numeric nummultirange numrange oid path pg_lsn pg_snapshot point"
                            + " polygon text tid time timestamp timestamptz timetz tsmultirange tsquery tsrange tstzmultirange"
                            + " tstzrange tsvector txid_snapshot uuid varbit varchar xid xid8 xml")
                    .split(" "));

    private static final String COLUMNS = """
            SELECT n.nspname AS schema, c.relname AS name,
                   string_agg(a.attname || ' ' || a.atttypid, ', ' ORDER BY a.attname) AS columns,
                   bool_and(t.typnamespace = 'pg_catalog'::regnamespace AND coalesce(e.typname, t.typname) = ANY (?)) AS known
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
            JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A' AND t.typlen = -1
            WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' AND %s
            GROUP BY 1, 2
            """.formatted(Catalog.USER_SCHEMAS);

    private BinaryCopy() {}

    static boolean isSafe(Session source, Session target, List<QualifiedName> published) {
        if (!knows(source) || !knows(target)) {
            return false;
        }
        Map<QualifiedName, Columns> there = columns(target);
        Map<QualifiedName, Columns> here = columns(source);
        return published.stream()
                        .map(table -> here.getOrDefault(table, Columns.NONE))
                        .allMatch(Columns::known)
                && published.stream().allMatch(table -> here.get(table).equals(there.get(table)));
    }

    private static boolean knows(Session session) {
        ServerVersion version = new Catalog(session).version();
        return version.isAtLeast(COPIES_BINARY);
    }

    private static Map<QualifiedName, Columns> columns(Session session) {
        return session
                .query(
                        COLUMNS,
                        row -> Map.entry(
                                row.qualifiedName("schema", "name"),
                                new Columns(row.text("columns"), row.flag("known"))),
                        TYPES)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * @param types with their names; built-in types have the same numbers everywhere
     * @param known whether all are of types that may be copied so
     */
    private record Columns(String types, boolean known) {
        static final Columns NONE = new Columns("", false);
    }
}
