package dev.planetfall.migration.schema.catalog;

/** By which index CLUSTER sorts a table. */
final class Clusters implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_class' AS catalog, i.oid, 'cluster' AS part, 'CLUSTER' AS kind, n.nspname AS schema,
                   c.relname AS relation, c.relname AS name, '' AS placeholder, '' AS reason, '{}'::text[] AS needs,
                   ARRAY['ALTER TABLE ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname) || ' CLUSTER ON '
                         || quote_ident(i.relname)] AS statements
            FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE x.indisclustered AND c.relpersistence <> 't' AND %s AND %s
            ORDER BY n.nspname, c.relname
            """.formatted(USER_SCHEMA, CatalogPart.userMade("pg_class", "c"));

    @Override
    public String query(Versions versions) {
        return QUERY;
    }
}
