package dev.planetfall.migration.schema.catalog;

/** What CREATE STATISTICS made, and how exact it shall be. */
final class StatisticsObjects implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_statistic_ext' AS catalog, s.oid, 'STATISTICS' AS kind, n.nspname AS schema,
                   CASE c.relnamespace WHEN n.oid THEN c.relname ELSE '' END AS relation, s.stxname AS name, %s,
                   ARRAY[pg_get_statisticsobjdef(s.oid)] || %s AS statements
            FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace JOIN pg_class c ON c.oid = s.stxrelid
            WHERE c.relpersistence <> 't' AND %s AND %s AND %s
            ORDER BY n.nspname, s.stxname
            """;

    /** "No target of its own" is -1 before version 17 and NULL from then on. */
    private static final String TARGET = """
            CASE WHEN s.stxstattarget >= 0
              THEN ARRAY['ALTER STATISTICS ' || quote_ident(n.nspname) || '.' || quote_ident(s.stxname) || ' SET STATISTICS '
                         || s.stxstattarget] ELSE '{}' END""";

    @Override
    public String query(Versions versions) {
        return QUERY.formatted(
                NOTHING_ELSE,
                versions.serverIsAtLeast(13) ? TARGET : "'{}'::text[]",
                USER_SCHEMA,
                CatalogPart.userMade("pg_statistic_ext", "s"),
                CatalogPart.userMade("pg_class", "c"));
    }
}
