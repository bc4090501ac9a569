package dev.planetfall.migration.schema.catalog;

/** Types that consist of named fields; a table's row type comes with the table. */
final class CompositeTypes implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_type' AS catalog, t.oid, 'TYPE' AS kind, n.nspname AS schema, '' AS relation, t.typname AS name, %s,
                   ARRAY['CREATE TYPE ' || quote_ident(n.nspname) || '.' || quote_ident(t.typname) || ' AS ('
                         || coalesce((SELECT string_agg(E'\\n    ' || quote_ident(a.attname) || ' '
                                        || format_type(a.atttypid, a.atttypmod) || coalesce(
                                             (SELECT ' COLLATE ' || quote_ident(ln.nspname) || '.' || quote_ident(l.collname)
                                              FROM pg_collation l JOIN pg_namespace ln ON ln.oid = l.collnamespace
                                              JOIN pg_type f ON f.oid = a.atttypid
                                              WHERE l.oid = a.attcollation AND a.attcollation <> f.typcollation), ''),
                                        ',' ORDER BY a.attnum)
                                      FROM pg_attribute a
                                      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '')
                         || E'\\n)'] AS statements
            FROM pg_type t JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
            JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE t.typtype = 'c' AND %s AND %s
            ORDER BY n.nspname, t.typname
            """.formatted(NOTHING_ELSE, USER_SCHEMA, CatalogPart.userMade("pg_type", "t"));

    @Override
    public String query(Versions versions) {
        return QUERY;
    }
}
