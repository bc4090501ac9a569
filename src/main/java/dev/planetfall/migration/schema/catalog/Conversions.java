package dev.planetfall.migration.schema.catalog;

/** Conversions between encodings. */
final class Conversions implements CatalogPart {
    private static final String QUERY =
            """
            SELECT 'pg_conversion' AS catalog, c.oid, 'CONVERSION' AS kind, n.nspname AS schema, '' AS relation,
                   c.conname AS name, %s,
                   ARRAY['CREATE ' || CASE WHEN c.condefault THEN 'DEFAULT ' ELSE '' END || 'CONVERSION '
                         || quote_ident(n.nspname) || '.' || quote_ident(c.conname) || ' FOR '
                         || quote_literal(pg_encoding_to_char(c.conforencoding)) || ' TO '
                         || quote_literal(pg_encoding_to_char(c.contoencoding)) || ' FROM '
                         || quote_ident(fn.nspname) || '.' || quote_ident(f.proname)] AS statements
            FROM pg_conversion c JOIN pg_namespace n ON n.oid = c.connamespace
            JOIN pg_proc f ON f.oid = c.conproc::oid JOIN pg_namespace fn ON fn.oid = f.pronamespace
            WHERE %s AND %s
            ORDER BY n.nspname, c.conname
            """.formatted(NOTHING_ELSE, USER_SCHEMA, CatalogPart.userMade("pg_conversion", "c"));

    @Override
    public String query(Versions versions) {
        return QUERY;
    }
}
