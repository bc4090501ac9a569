package dev.planetfall.migration.schema.catalog;

/**
 * Casts; those of a range come with it. Who makes one must own one of its types, and the types of the server and of extensions
 * belong to a superuser.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createcast.html">CREATE CAST</a>
 */
final class Casts implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_cast' AS catalog, c.oid, '' AS part, 'CAST' AS kind, '' AS schema, '' AS relation,
                   'CAST (' || replace(format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL), '"', '') || ')'
                     AS name, '' AS placeholder, '{}'::text[] AS needs,
                   CASE WHEN c.castmethod = 'b' THEN 'BINARY_CAST'
                        WHEN NOT EXISTS (SELECT FROM pg_type t WHERE t.oid IN (c.castsource, c.casttarget) AND %s
                                         AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid AND NOT (%s)))
                          THEN 'FOREIGN_CAST'
                        ELSE '' END AS reason,
                   ARRAY['CREATE CAST (' || format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL) || ') '
                         || CASE c.castmethod WHEN 'i' THEN 'WITH INOUT' WHEN 'b' THEN 'WITHOUT FUNCTION'
                                 ELSE 'WITH FUNCTION ' || quote_ident(fn.nspname) || '.' || quote_ident(f.proname) || '('
                                      || oidvectortypes(f.proargtypes) || ')' END
                         || CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END]
                     AS statements
            FROM pg_cast c LEFT JOIN pg_proc f ON f.oid = c.castfunc LEFT JOIN pg_namespace fn ON fn.oid = f.pronamespace
            WHERE %s AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_cast'::regclass AND x.objid = c.oid
                                     AND x.deptype = 'i')
            ORDER BY c.oid
            """.formatted(
                    CatalogPart.userMade("pg_type", "t"),
                    CatalogPart.userMade("pg_type", "e"),
                    CatalogPart.userMade("pg_cast", "c"));

    @Override
    public String query(Versions versions) {
        return QUERY;
    }
}
