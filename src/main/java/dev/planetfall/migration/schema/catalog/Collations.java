package dev.planetfall.migration.schema.catalog;

/**
 * Collations. The version of the library that sorts is the target's own.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createcollation.html">CREATE COLLATION</a>
 */
final class Collations implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_collation' AS catalog, l.oid, '' AS part, 'COLLATION' AS kind, n.nspname AS schema, '' AS relation,
                   l.collname AS name, '' AS placeholder, '{}'::text[] AS needs, %s AS reason,
                   ARRAY['CREATE COLLATION ' || quote_ident(n.nspname) || '.' || quote_ident(l.collname) || ' (provider = '
                         || CASE l.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END
                         || %s || %s || %s || ')'] AS statements
            FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace
            WHERE %s AND %s
            ORDER BY n.nspname, l.collname
            """;

    @Override
    public String query(Versions versions) {
        return QUERY.formatted(
                reason(versions),
                versions.serverIsAtLeast(12)
                        ? "CASE WHEN l.collisdeterministic THEN '' ELSE ', deterministic = false' END"
                        : "''",
                locale(versions),
                versions.serverIsAtLeast(16) ? "coalesce(', rules = ' || quote_literal(l.collicurules), '')" : "''",
                USER_SCHEMA,
                CatalogPart.userMade("pg_collation", "l"));
    }

    /** Names what only newer servers than the target know. */
    private static String reason(Versions versions) {
        String rules = versions.serverIsAtLeast(16) ? "l.collicurules IS NOT NULL" : "false";
        return "CASE WHEN l.collprovider = 'b' AND NOT " + versions.targetIsAtLeast(17)
                + " THEN 'PROVIDER' WHEN " + rules + " AND NOT "
                + versions.targetIsAtLeast(16) + " THEN 'SORTING_RULES' ELSE '' END";
    }

    /** Where the name of the locale stands: in one column since version 17, in one of its own for ICU in 15 and 16. */
    private static String locale(Versions versions) {
        String libc = "CASE WHEN l.collcollate = l.collctype THEN ', locale = ' || quote_literal(l.collcollate)"
                + " ELSE ', lc_collate = ' || quote_literal(l.collcollate) || ', lc_ctype = ' || quote_literal(l.collctype) END";
        if (versions.serverIsAtLeast(15)) {
            String other = versions.serverIsAtLeast(17) ? "l.colllocale" : "l.colliculocale";
            return "CASE WHEN " + other + " IS NOT NULL THEN ', locale = ' || quote_literal(" + other + ") ELSE " + libc
                    + " END";
        }
        return libc;
    }
}
