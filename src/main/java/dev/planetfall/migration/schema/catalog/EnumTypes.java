package dev.planetfall.migration.schema.catalog;

/** Enumerated types with their labels in order. */
final class EnumTypes implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_type' AS catalog, t.oid, 'TYPE' AS kind, n.nspname AS schema, '' AS relation, t.typname AS name, %s,
                   ARRAY['CREATE TYPE ' || quote_ident(n.nspname) || '.' || quote_ident(t.typname) || ' AS ENUM ('
                         || coalesce((SELECT string_agg(E'\\n    ' || quote_literal(e.enumlabel), ',' ORDER BY e.enumsortorder)
                                      FROM pg_enum e WHERE e.enumtypid = t.oid), '') || E'\\n)'] AS statements
            FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE t.typtype = 'e' AND %s AND %s
            ORDER BY n.nspname, t.typname
            """.formatted(NOTHING_ELSE, USER_SCHEMA, CatalogPart.userMade("pg_type", "t"));

    @Override
    public String query(Versions versions) {
        return QUERY;
    }
}
