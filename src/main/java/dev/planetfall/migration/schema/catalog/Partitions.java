package dev.planetfall.migration.schema.catalog;

/** Which table a partition is attached to, and for which values; after both have the constraints that attaching compares. */
final class Partitions implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_class' AS catalog, c.oid, 'attach' AS part, 'TABLE ATTACH' AS kind, n.nspname AS schema,
                   c.relname AS relation, c.relname AS name, '' AS placeholder, '' AS reason,
                   ARRAY['pg_class:' || p.oid]
                     || ARRAY(SELECT 'pg_constraint:' || k.oid FROM pg_constraint k
                              WHERE k.conrelid IN (c.oid, p.oid) AND k.contype = 'c') AS needs,
                   ARRAY['ALTER TABLE ONLY ' || quote_ident(pn.nspname) || '.' || quote_ident(p.relname)
                         || ' ATTACH PARTITION ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname) || ' '
                         || pg_get_expr(c.relpartbound, c.oid)] AS statements
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_inherits i ON i.inhrelid = c.oid
            JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
            WHERE c.relispartition AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND %s AND %s
            ORDER BY n.nspname, c.relname
            """.formatted(USER_SCHEMA, CatalogPart.userMade("pg_class", "c"));

    @Override
    public String query(Versions versions) {
        return QUERY;
    }
}
