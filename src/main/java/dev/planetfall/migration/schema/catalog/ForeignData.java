package dev.planetfall.migration.schema.catalog;

/**
 * Servers that this one reaches out to, and tables that live there. Their addresses and logins are the source's own and can
 * hold passwords, so they are told and not carried over.
 */
final class ForeignData implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_foreign_server' AS catalog, s.oid, '' AS part, 'SERVER' AS kind, '' AS schema, '' AS relation,
                   s.srvname::text AS name, '{}'::text[] AS statements, '' AS placeholder, '{}'::text[] AS needs,
                   'SERVER' AS reason
            FROM pg_foreign_server s WHERE %s
            UNION ALL
            SELECT 'pg_user_mapping', m.umid, '', 'USER MAPPING', '', '',
                   coalesce(nullif(m.usename, ''), 'public') || ' on ' || m.srvname, '{}', '', '{}',
                   'USER_MAPPING'
            FROM pg_user_mappings m WHERE m.umid >= 16384
            UNION ALL
            SELECT 'pg_class', c.oid, '', 'FOREIGN TABLE', n.nspname::text, c.relname::text, c.relname::text, '{}', '', '{}',
                   'FOREIGN_TABLE'
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'f' AND %s AND %s
            ORDER BY kind, schema, name
            """.formatted(
                    CatalogPart.userMade("pg_foreign_server", "s"), USER_SCHEMA, CatalogPart.userMade("pg_class", "c"));

    @Override
    public String query(Versions versions) {
        return QUERY;
    }
}
