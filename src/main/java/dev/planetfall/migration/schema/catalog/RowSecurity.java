package dev.planetfall.migration.schema.catalog;

/** On which tables policies decide who sees a row, and whether for the owner, too. */
final class RowSecurity implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_class' AS catalog, c.oid, 'security' AS part, 'ROW SECURITY' AS kind, n.nspname AS schema,
                   c.relname AS relation, c.relname AS name, '' AS placeholder, '' AS reason, '{}'::text[] AS needs,
                   ARRAY(SELECT 'ALTER TABLE ' || s.alone || quote_ident(n.nspname) || '.' || quote_ident(c.relname) || ' '
                                || s.word || ' ROW LEVEL SECURITY'
                         FROM (VALUES (1, c.relrowsecurity, '', 'ENABLE'), (2, c.relforcerowsecurity, 'ONLY ', 'FORCE'))
                              s (place, wanted, alone, word) WHERE s.wanted ORDER BY s.place) AS statements
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE (c.relrowsecurity OR c.relforcerowsecurity) AND c.relpersistence <> 't' AND %s AND %s
            ORDER BY n.nspname, c.relname
            """.formatted(USER_SCHEMA, CatalogPart.userMade("pg_class", "c"));

    @Override
    public String query(Versions versions) {
        return QUERY;
    }
}
