package dev.planetfall.migration.schema.catalog;

/**
 * Operators. A commutator or negator that is made later is named all the same: the server keeps a place for it.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createoperator.html">CREATE OPERATOR</a>
 */
final class Operators implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_operator' AS catalog, o.oid, '' AS part, 'OPERATOR' AS kind, n.nspname AS schema, '' AS relation,
                   o.oprname || ' (' || replace(concat_ws(', ', CASE o.oprleft WHEN 0 THEN 'NONE' ELSE format_type(o.oprleft, NULL) END,
                                                CASE o.oprright WHEN 0 THEN 'NONE' ELSE format_type(o.oprright, NULL) END), '"', '')
                     || ')' AS name, '' AS placeholder, '{}'::text[] AS needs,
                   CASE WHEN o.oprright = 0 THEN 'POSTFIX'
                        WHEN %s AND 'anyarray'::regtype IN (o.oprleft, o.oprright) AND %s
                          THEN 'ARRAY_FUNCTION'
                        ELSE '' END AS reason,
                   ARRAY['CREATE OPERATOR ' || quote_ident(n.nspname) || '.' || o.oprname || E' (\\n    FUNCTION = '
                         || quote_ident(fn.nspname) || '.' || quote_ident(f.proname)
                         || CASE o.oprleft WHEN 0 THEN '' ELSE E',\\n    LEFTARG = ' || format_type(o.oprleft, NULL) END
                         || E',\\n    RIGHTARG = ' || format_type(o.oprright, NULL)
                         || %s || %s || %s || %s
                         || CASE WHEN o.oprcanmerge THEN E',\\n    MERGES' ELSE '' END
                         || CASE WHEN o.oprcanhash THEN E',\\n    HASHES' ELSE '' END || E'\\n)'] AS statements
            FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
            JOIN pg_proc f ON f.oid = o.oprcode::oid JOIN pg_namespace fn ON fn.oid = f.pronamespace
            WHERE o.oprcode <> 0 AND %s AND %s
            ORDER BY n.nspname, o.oprname, o.oid
            """;

    @Override
    public String query(Versions versions) {
        return QUERY.formatted(
                ArrayFunctions.changed(versions),
                ArrayFunctions.AMONG_THEM,
                other("COMMUTATOR", "o.oprcom"),
                other("NEGATOR", "o.oprnegate"),
                estimator("RESTRICT", "o.oprrest"),
                estimator("JOIN", "o.oprjoin"),
                USER_SCHEMA,
                CatalogPart.userMade("pg_operator", "o"));
    }

    private static String other(String word, String column) {
        return "coalesce((SELECT E',\\n    " + word
                + " = OPERATOR(' || quote_ident(cn.nspname) || '.' || c.oprname || ')'"
                + " FROM pg_operator c JOIN pg_namespace cn ON cn.oid = c.oprnamespace WHERE c.oid = " + column
                + "), '')";
    }

    private static String estimator(String word, String column) {
        return "coalesce((SELECT E',\\n    " + word + " = ' || quote_ident(en.nspname) || '.' || quote_ident(e.proname)"
                + " FROM pg_proc e JOIN pg_namespace en ON en.oid = e.pronamespace WHERE e.oid = " + column
                + "::oid), '')";
    }
}
