package dev.planetfall.migration.schema.catalog;

/**
 * Ordinary, partitioned, inheriting and typed tables with their columns and those constraints that need nothing else. A
 * partition is made as a table of its own and attached later; where rows are stored is left to the target.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createtable.html">CREATE TABLE</a>
 */
final class Tables implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_class' AS catalog, c.oid, 'TABLE' AS kind, n.nspname AS schema, c.relname AS relation,
                   c.relname AS name, %s,
                   array_prepend('CREATE ' || CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END || 'TABLE '
                     || quote_ident(n.nspname) || '.' || quote_ident(c.relname)
                     || CASE WHEN c.reloftype <> 0 THEN ' OF ' || format_type(c.reloftype, NULL) ELSE '' END
                     || CASE WHEN cardinality(l.lines) > 0 THEN E' (\\n    ' || array_to_string(l.lines, E',\\n    ') || E'\\n)'
                             WHEN c.reloftype <> 0 THEN '' ELSE E' (\\n)' END
                     || %s || %s || %s, %s) AS statements
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            CROSS JOIN LATERAL (SELECT %s || %s AS lines) l
            WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND %s AND %s
            ORDER BY n.nspname, c.relname
            """;

    private static final String INHERITS = """
            coalesce((SELECT E'\\nINHERITS (' || string_agg(quote_ident(pn.nspname) || '.' || quote_ident(p.relname), ', '
                                                           ORDER BY i.inhseqno) || ')'
                      FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
                      JOIN pg_namespace pn ON pn.oid = p.relnamespace
                      WHERE i.inhrelid = c.oid AND NOT c.relispartition), '')""";

    private static final String PARTITIONED =
            "CASE c.relkind WHEN 'p' THEN E'\\nPARTITION BY ' || pg_get_partkeydef(c.oid) ELSE '' END";

    /** Version 12 took the option {@code oids} away. */
    static final String OPTIONS = """
            coalesce((SELECT E'\\nWITH (' || string_agg(o.prefix || quote_ident(o.name) || '=' || quote_literal(o.value), ', '
                                                       ORDER BY o.prefix, o.name) || ')'
                      FROM (SELECT '' AS prefix, r.option_name AS name, r.option_value AS value
                            FROM pg_options_to_table(c.reloptions) r WHERE r.option_name <> 'oids'
                            UNION ALL
                            SELECT 'toast.', r.option_name, r.option_value
                            FROM pg_class t, pg_options_to_table(t.reloptions) r WHERE t.oid = c.reltoastrelid) o), '')""";

    @Override
    public String query(Versions versions) {
        return QUERY.formatted(
                NOTHING_ELSE,
                INHERITS,
                PARTITIONED,
                OPTIONS,
                ColumnSettings.statements(versions),
                Columns.lines(versions),
                InlineConstraints.lines(versions),
                USER_SCHEMA,
                CatalogPart.userMade("pg_class", "c"));
    }
}
