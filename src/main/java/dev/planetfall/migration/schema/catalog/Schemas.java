package dev.planetfall.migration.schema.catalog;

/** Schemas; {@code public} is in every new database and can have been dropped there. */
final class Schemas implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_namespace' AS catalog, n.oid, 'SCHEMA' AS kind, '' AS schema, '' AS relation, n.nspname AS name,
                   ARRAY['CREATE SCHEMA ' || quote_ident(n.nspname)] AS statements, %s
            FROM pg_namespace n
            WHERE %s AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_namespace'::regclass AND x.objid = n.oid
                                     AND x.deptype = 'e')
            """.formatted(NOTHING_ELSE, USER_SCHEMA);

    @Override
    public String query(Versions versions) {
        return QUERY;
    }
}
