package dev.planetfall.migration.schema.catalog;

/** Which column a sequence goes with, so that it is dropped with it. */
final class SequenceOwners implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_class' AS catalog, c.oid, 'owner' AS part, 'SEQUENCE OWNED BY' AS kind, n.nspname AS schema,
                   c.relname AS relation, c.relname AS name, '' AS placeholder, '' AS reason,
                   ARRAY['pg_class:' || t.oid] AS needs,
                   ARRAY['ALTER SEQUENCE ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname) || ' OWNED BY '
                         || quote_ident(tn.nspname) || '.' || quote_ident(t.relname) || '.' || quote_ident(a.attname)]
                     AS statements
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
                 AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype = 'a'
            JOIN pg_class t ON t.oid = d.refobjid JOIN pg_namespace tn ON tn.oid = t.relnamespace
            JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
            WHERE c.relkind = 'S' AND c.relpersistence <> 't' AND %s AND %s
            ORDER BY n.nspname, c.relname
            """.formatted(USER_SCHEMA, CatalogPart.userMade("pg_class", "c"));

    @Override
    public String query(Versions versions) {
        return QUERY;
    }
}
