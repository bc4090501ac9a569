package dev.planetfall.migration.schema.catalog;

/** Extensions; their members come with them. The version is the target's own, as pg_dump leaves it, too. */
final class Extensions implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_extension' AS catalog, e.oid, 'EXTENSION' AS kind, '' AS schema, '' AS relation, e.extname AS name,
                   ARRAY['CREATE EXTENSION IF NOT EXISTS ' || quote_ident(e.extname) || ' WITH SCHEMA '
                         || quote_ident(n.nspname)] AS statements, %s
            FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
            WHERE e.oid >= 16384
            """.formatted(NOTHING_ELSE);

    @Override
    public String query(Versions versions) {
        return QUERY;
    }
}
