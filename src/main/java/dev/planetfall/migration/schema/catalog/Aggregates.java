package dev.planetfall.migration.schema.catalog;

/**
 * Aggregate functions, ordered-set and hypothetical ones too.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createaggregate.html">CREATE AGGREGATE</a>
 */
final class Aggregates implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_proc' AS catalog, p.oid, '' AS part, 'AGGREGATE' AS kind, n.nspname AS schema, '' AS relation,
                   p.proname || '(' || replace(oidvectortypes(p.proargtypes), '"', '') || ')' AS name, '' AS placeholder,
                   '{}'::text[] AS needs, %s AS reason,
                   ARRAY['CREATE AGGREGATE ' || quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '('
                         || coalesce(nullif(pg_get_function_arguments(p.oid), ''), '*') || E') (\\n    SFUNC = '
                         || %s || E',\\n    STYPE = ' || format_type(a.aggtranstype, NULL)
                         || CASE WHEN a.aggtransspace <> 0 THEN E',\\n    SSPACE = ' || a.aggtransspace ELSE '' END
                         || coalesce(E',\\n    INITCOND = ' || quote_literal(a.agginitval), '')
                         || %s || %s || %s || %s || %s || %s || %s
                         || CASE WHEN a.aggfinalextra THEN E',\\n    FINALFUNC_EXTRA' ELSE '' END || %s
                         || CASE WHEN a.aggmtransspace <> 0 THEN E',\\n    MSSPACE = ' || a.aggmtransspace ELSE '' END
                         || CASE WHEN a.aggmtranstype <> 0 THEN E',\\n    MSTYPE = ' || format_type(a.aggmtranstype, NULL) ELSE '' END
                         || coalesce(E',\\n    MINITCOND = ' || quote_literal(a.aggminitval), '')
                         || CASE WHEN a.aggmfinalextra THEN E',\\n    MFINALFUNC_EXTRA' ELSE '' END
                         || CASE WHEN a.aggsortop <> 0 THEN E',\\n    SORTOP = ' || %s ELSE '' END
                         || CASE p.proparallel WHEN 's' THEN E',\\n    PARALLEL = SAFE'
                                               WHEN 'r' THEN E',\\n    PARALLEL = RESTRICTED' ELSE '' END
                         || CASE a.aggkind WHEN 'h' THEN E',\\n    HYPOTHETICAL' ELSE '' END || E'\\n)'] AS statements
            FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid::oid JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE %s AND %s
            ORDER BY n.nspname, p.proname, oidvectortypes(p.proargtypes)
            """;

    private static final String REASON = """
            CASE WHEN 'internal'::regtype IN (a.aggtranstype, a.aggmtranstype)
                   THEN 'INTERNAL_STATE'
                 WHEN %s AND 'anyarray'::regtype IN (a.aggtranstype, a.aggmtranstype) AND EXISTS (
                   SELECT FROM pg_proc f WHERE f.oid::regproc IN (a.aggtransfn, a.aggfinalfn, a.aggcombinefn, a.aggmtransfn,
                     a.aggminvtransfn, a.aggmfinalfn) AND %s)
                   THEN 'ARRAY_FUNCTION'
                 ELSE '' END""";

    private static final String SORT_OPERATOR = """
            (SELECT 'OPERATOR(' || quote_ident(sn.nspname) || '.' || s.oprname || ')'
             FROM pg_operator s JOIN pg_namespace sn ON sn.oid = s.oprnamespace WHERE s.oid = a.aggsortop)""";

    @Override
    public String query(Versions versions) {
        return QUERY.formatted(
                REASON.formatted(ArrayFunctions.changed(versions), ArrayFunctions.AMONG_THEM),
                name("a.aggtransfn"),
                function("FINALFUNC", "a.aggfinalfn"),
                function("COMBINEFUNC", "a.aggcombinefn"),
                function("SERIALFUNC", "a.aggserialfn"),
                function("DESERIALFUNC", "a.aggdeserialfn"),
                function("MSFUNC", "a.aggmtransfn"),
                function("MINVFUNC", "a.aggminvtransfn"),
                function("MFINALFUNC", "a.aggmfinalfn"),
                versions.serverIsAtLeast(11)
                        ? modify("FINALFUNC", "aggfinal") + " || " + modify("MFINALFUNC", "aggmfinal")
                        : "''",
                SORT_OPERATOR,
                USER_SCHEMA,
                CatalogPart.userMade("pg_proc", "p"));
    }

    private static String function(String word, String column) {
        return "CASE WHEN " + column + "::oid = 0 THEN '' ELSE E',\\n    " + word + " = ' || " + name(column) + " END";
    }

    /** Whether the function changes what it is given: the default is READ_ONLY, of ordered-set aggregates READ_WRITE. */
    private static String modify(String word, String column) {
        return "CASE WHEN a." + column + "modify = CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END OR a." + column
                + "fn::oid = 0 THEN '' ELSE E',\\n    " + word + "_MODIFY = ' || CASE a." + column
                + "modify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END";
    }

    private static String name(String column) {
        return "(SELECT quote_ident(fn.nspname) || '.' || quote_ident(f.proname) FROM pg_proc f"
                + " JOIN pg_namespace fn ON fn.oid = f.pronamespace WHERE f.oid = " + column + "::oid)";
    }
}
