package dev.planetfall.migration.schema.catalog;

/** Materialized views, without their rows: those are computed once the tables' are there. */
final class MaterializedViews implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_class' AS catalog, c.oid, 'MATERIALIZED VIEW' AS kind, n.nspname AS schema, c.relname AS relation,
                   c.relname AS name, %s,
                   ARRAY['CREATE MATERIALIZED VIEW ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname) || %s
                         || E' AS\\n' || rtrim(pg_get_viewdef(c.oid), E'; \\n') || E'\\n  WITH NO DATA'] || %s
                     || ARRAY(SELECT 'ALTER MATERIALIZED VIEW ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname)
                                     || ' DEPENDS ON EXTENSION ' || quote_ident(e.extname)
                              FROM pg_depend x JOIN pg_extension e ON e.oid = x.refobjid
                              WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid AND x.deptype = 'x'
                                AND x.refclassid = 'pg_extension'::regclass ORDER BY e.extname) AS statements
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'm' AND %s AND %s
            ORDER BY n.nspname, c.relname
            """;

    @Override
    public String query(Versions versions) {
        return QUERY.formatted(
                NOTHING_ELSE,
                Tables.OPTIONS,
                ColumnSettings.statements(versions),
                USER_SCHEMA,
                CatalogPart.userMade("pg_class", "c"));
    }
}
