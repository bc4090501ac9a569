package dev.planetfall.migration.schema.catalog;

/** Rules, except the one that makes a view a view. */
final class Rules implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_rewrite' AS catalog, r.oid, 'RULE' AS kind, n.nspname AS schema, c.relname AS relation,
                   c.relname || ' ' || r.rulename AS name, %s,
                   ARRAY[rtrim(pg_get_ruledef(r.oid), E'; \\n')]
                     || CASE r.ev_enabled WHEN 'O' THEN '{}'
                        ELSE ARRAY['ALTER TABLE ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname)
                                   || CASE r.ev_enabled WHEN 'A' THEN ' ENABLE ALWAYS' WHEN 'R' THEN ' ENABLE REPLICA'
                                      ELSE ' DISABLE' END || ' RULE ' || quote_ident(r.rulename)] END AS statements
            FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE r.rulename <> '_RETURN' AND c.relpersistence <> 't' AND %s AND %s AND %s
            ORDER BY n.nspname, c.relname, r.rulename
            """.formatted(
            NOTHING_ELSE, USER_SCHEMA, CatalogPart.userMade("pg_class", "c"), CatalogPart.userMade("pg_rewrite", "r"));

    @Override
    public String query(Versions versions) {
        return QUERY;
    }
}
