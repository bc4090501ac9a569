package dev.planetfall.migration.schema.catalog;

/** Which index of a partition belongs to which index of the table above it. */
final class IndexAttachments implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_class' AS catalog, i.oid, 'attach' AS part, 'INDEX ATTACH' AS kind, n.nspname AS schema,
                   c.relname AS relation, i.relname AS name, '' AS placeholder, '' AS reason,
                   ARRAY['pg_class:' || p.oid, 'pg_class:' || c.oid || ':attach'] AS needs,
                   ARRAY['ALTER INDEX ' || quote_ident(pn.nspname) || '.' || quote_ident(p.relname) || ' ATTACH PARTITION '
                         || quote_ident(n.nspname) || '.' || quote_ident(i.relname)] AS statements
            FROM pg_inherits h JOIN pg_class i ON i.oid = h.inhrelid JOIN pg_index x ON x.indexrelid = i.oid
            JOIN pg_class c ON c.oid = x.indrelid JOIN pg_namespace n ON n.oid = i.relnamespace
            JOIN pg_class p ON p.oid = h.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
            WHERE i.relkind IN ('i', 'I') AND i.relpersistence <> 't' AND %s AND %s
            ORDER BY n.nspname, i.relname
            """.formatted(USER_SCHEMA, CatalogPart.userMade("pg_class", "c"));

    @Override
    public String query(Versions versions) {
        return QUERY;
    }
}
