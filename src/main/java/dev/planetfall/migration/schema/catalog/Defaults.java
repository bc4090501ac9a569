package dev.planetfall.migration.schema.catalog;

/** Defaults that are not written with their column: they name a sequence or function, or belong to an inherited column or a view. */
final class Defaults implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_attrdef' AS catalog, d.oid, 'DEFAULT' AS kind, n.nspname AS schema, c.relname AS relation,
                   c.relname || ' ' || a.attname AS name, %s,
                   ARRAY['ALTER TABLE ONLY ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname) || ' ALTER COLUMN '
                         || quote_ident(a.attname) || ' SET DEFAULT ' || pg_get_expr(d.adbin, d.adrelid)] AS statements
            FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
            WHERE c.relkind IN ('r', 'p', 'v') AND c.relpersistence <> 't' AND NOT a.attisdropped AND NOT (%s) AND %s AND %s
              AND (c.relkind = 'v' OR NOT (%s) OR NOT (%s))
            ORDER BY n.nspname, c.relname, a.attnum
            """;

    @Override
    public String query(Versions versions) {
        return QUERY.formatted(
                NOTHING_ELSE,
                Columns.generated(versions),
                USER_SCHEMA,
                CatalogPart.userMade("pg_class", "c"),
                Columns.WRITTEN,
                Columns.SELF_CONTAINED);
    }
}
