package dev.planetfall.migration.schema.catalog;

/** Views, each with a stand-in of the same columns for views that need each other. */
final class Views implements CatalogPart {
    /** {@code check_option} is an option of the catalog, but a clause of the statement. */
    private static final String QUERY = """
            SELECT 'pg_class' AS catalog, c.oid, '' AS part, 'VIEW' AS kind, n.nspname AS schema, c.relname AS relation,
                   c.relname AS name, '' AS reason, '{}'::text[] AS needs,
                   'CREATE VIEW ' || v.name || E' AS\\nSELECT' || coalesce((
                     SELECT string_agg(E'\\n    NULL::' || format_type(a.atttypid, a.atttypmod)
                              || coalesce((SELECT ' COLLATE ' || quote_ident(ln.nspname) || '.' || quote_ident(l.collname)
                                           FROM pg_collation l JOIN pg_namespace ln ON ln.oid = l.collnamespace
                                           JOIN pg_type t ON t.oid = a.atttypid
                                           WHERE l.oid = a.attcollation AND a.attcollation <> t.typcollation), '')
                              || ' AS ' || quote_ident(a.attname), ',' ORDER BY a.attnum)
                     FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '') AS placeholder,
                   ARRAY['CREATE VIEW ' || v.name
                         || coalesce((SELECT ' WITH (' || string_agg(quote_ident(o.option_name) || '='
                                             || quote_literal(o.option_value), ', ' ORDER BY o.option_name) || ')'
                                      FROM pg_options_to_table(c.reloptions) o WHERE o.option_name <> 'check_option'), '')
                         || E' AS\\n' || rtrim(pg_get_viewdef(c.oid), E'; \\n')
                         || coalesce((SELECT E'\\n  WITH ' || upper(o.option_value) || ' CHECK OPTION'
                                      FROM pg_options_to_table(c.reloptions) o WHERE o.option_name = 'check_option'), '')]
                     AS statements
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            CROSS JOIN LATERAL (SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS name) v
            WHERE c.relkind = 'v' AND c.relpersistence <> 't' AND %s AND %s
            ORDER BY n.nspname, c.relname
            """.formatted(USER_SCHEMA, CatalogPart.userMade("pg_class", "c"));

    @Override
    public String query(Versions versions) {
        return QUERY;
    }
}
