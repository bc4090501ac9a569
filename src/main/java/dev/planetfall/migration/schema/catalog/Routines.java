package dev.planetfall.migration.schema.catalog;

/**
 * Functions and procedures as the server prints them. Only a superuser may make one in a language that can do everything, or
 * in C; on the target nobody is.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createfunction.html">CREATE FUNCTION</a>
 */
final class Routines implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_proc' AS catalog, p.oid, '' AS part, CASE WHEN %s THEN 'PROCEDURE' ELSE 'FUNCTION' END AS kind,
                   n.nspname AS schema, '' AS relation,
                   p.proname || '(' || replace(oidvectortypes(p.proargtypes), '"', '') || ')' AS name, '' AS placeholder,
                   '{}'::text[] AS needs,
                   CASE WHEN NOT l.lanpltrusted AND l.lanname <> 'internal' AND l.lanname <> 'c' THEN
                          'LANGUAGE ' || l.lanname
                        WHEN l.lanname IN ('internal', 'c') THEN
                          'LANGUAGE ' || upper(l.lanname)
                        ELSE '' END AS reason,
                   ARRAY[rtrim(regexp_replace(pg_get_functiondef(p.oid), '^CREATE OR REPLACE ', 'CREATE '), E'\\n')]
                     AS statements
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
            WHERE NOT (%s) AND %s AND %s
              AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_proc'::regclass AND x.objid = p.oid
                              AND x.deptype = 'i')
            ORDER BY n.nspname, p.proname, oidvectortypes(p.proargtypes)
            """;

    @Override
    public String query(Versions versions) {
        boolean kinds = versions.serverIsAtLeast(11);
        return QUERY.formatted(
                kinds ? "p.prokind = 'p'" : "false",
                kinds ? "p.prokind = 'a'" : "p.proisagg",
                USER_SCHEMA,
                CatalogPart.userMade("pg_proc", "p"));
    }
}
