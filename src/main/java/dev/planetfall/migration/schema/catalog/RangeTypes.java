package dev.planetfall.migration.schema.catalog;

/**
 * Range types and, with them, their multirange types. A range with a canonical function cannot be made in one statement, and
 * such a function is written in C.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createtype.html">CREATE TYPE</a>
 */
final class RangeTypes implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_type' AS catalog, t.oid, '' AS part, 'TYPE' AS kind, n.nspname AS schema, '' AS relation,
                   t.typname AS name, '' AS placeholder, '{}'::text[] AS needs,
                   CASE WHEN r.rngcanonical <> 0
                        THEN 'CANONICAL' ELSE '' END AS reason,
                   ARRAY['CREATE TYPE ' || quote_ident(n.nspname) || '.' || quote_ident(t.typname)
                         || E' AS RANGE (\\n    subtype = ' || format_type(r.rngsubtype, NULL) || %s
                         || CASE WHEN o.opcdefault THEN ''
                                 ELSE E',\\n    subtype_opclass = ' || quote_ident(o_n.nspname) || '.' || quote_ident(o.opcname) END
                         || CASE WHEN r.rngcollation = b.typcollation THEN '' ELSE coalesce(
                              (SELECT E',\\n    collation = ' || quote_ident(ln.nspname) || '.' || quote_ident(l.collname)
                               FROM pg_collation l JOIN pg_namespace ln ON ln.oid = l.collnamespace
                               WHERE l.oid = r.rngcollation), '') END
                         || CASE WHEN r.rngsubdiff::oid = 0 THEN ''
                                 ELSE E',\\n    subtype_diff = ' || (SELECT quote_ident(dn.nspname) || '.' || quote_ident(d.proname)
                                      FROM pg_proc d JOIN pg_namespace dn ON dn.oid = d.pronamespace
                                      WHERE d.oid = r.rngsubdiff::oid) END
                         || E'\\n)'] AS statements
            FROM pg_range r JOIN pg_type t ON t.oid = r.rngtypid JOIN pg_namespace n ON n.oid = t.typnamespace
            JOIN pg_type b ON b.oid = r.rngsubtype JOIN pg_opclass o ON o.oid = r.rngsubopc
            JOIN pg_namespace o_n ON o_n.oid = o.opcnamespace
            WHERE %s AND %s
            ORDER BY n.nspname, t.typname
            """;

    /** Only a name that the server would not make up: before version 14 there is none to compare with. */
    private static final String MULTIRANGE = """
            coalesce((SELECT E',\\n    multirange_type_name = ' || quote_ident(mn.nspname) || '.' || quote_ident(m.typname)
                      FROM pg_type m JOIN pg_namespace mn ON mn.oid = m.typnamespace
                      WHERE m.oid = r.rngmultitypid AND (m.typnamespace <> t.typnamespace OR m.typname <>
                        (CASE WHEN t.typname LIKE '%range%' THEN regexp_replace(t.typname, 'range', 'multirange')
                              ELSE t.typname || '_multirange' END)::name)), '')""";

    @Override
    public String query(Versions versions) {
        String multirange = versions.bothAreAtLeast(14) ? MULTIRANGE : "''";
        return QUERY.formatted(multirange, USER_SCHEMA, CatalogPart.userMade("pg_type", "t"));
    }
}
