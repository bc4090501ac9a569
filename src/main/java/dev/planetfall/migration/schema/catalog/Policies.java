package dev.planetfall.migration.schema.catalog;

/** Who may see and write which rows. A role that the target lacks makes the statement fail there. */
final class Policies implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_policy' AS catalog, l.oid, 'POLICY' AS kind, n.nspname AS schema, c.relname AS relation,
                   c.relname || ' ' || l.polname AS name, %s,
                   ARRAY['CREATE POLICY ' || quote_ident(l.polname) || ' ON ' || quote_ident(n.nspname) || '.'
                         || quote_ident(c.relname) || CASE WHEN l.polpermissive THEN '' ELSE ' AS RESTRICTIVE' END
                         || CASE l.polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT' WHEN 'w' THEN ' FOR UPDATE'
                            WHEN 'd' THEN ' FOR DELETE' ELSE '' END
                         || coalesce((SELECT ' TO ' || string_agg(quote_ident(r.rolname), ', ' ORDER BY r.rolname)
                                      FROM pg_roles r WHERE r.oid = ANY (l.polroles)), '')
                         || coalesce(' USING (' || pg_get_expr(l.polqual, l.polrelid) || ')', '')
                         || coalesce(' WITH CHECK (' || pg_get_expr(l.polwithcheck, l.polrelid) || ')', '')] AS statements
            FROM pg_policy l JOIN pg_class c ON c.oid = l.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relpersistence <> 't' AND %s AND %s
            ORDER BY n.nspname, c.relname, l.polname
            """.formatted(NOTHING_ELSE, USER_SCHEMA, CatalogPart.userMade("pg_class", "c"));

    @Override
    public String query(Versions versions) {
        return QUERY;
    }
}
