package dev.planetfall.migration.schema.catalog;

/**
 * Primary keys, UNIQUE and EXCLUDE constraints. That of a partitioned table is made for it alone; each partition has its own,
 * which {@link IndexAttachments} joins to it.
 */
final class Constraints implements CatalogPart {
    /** The reason, for keys and foreign keys alike. */
    static final String OF_PERIODS = "PERIODS";

    /** Storage options are part of an EXCLUDE constraint's definition, and missing from the others'. */
    private static final String DEFINITION = """
            CASE WHEN k.contype = 'x' OR i.reloptions IS NULL THEN pg_get_constraintdef(k.oid)
            ELSE left(pg_get_constraintdef(k.oid), length(pg_get_constraintdef(k.oid)) - length(l.lateness))
                 || (SELECT ' WITH (' || string_agg(quote_ident(o.option_name) || '=' || quote_literal(o.option_value), ', '
                                                    ORDER BY o.option_name) || ')'
                     FROM pg_options_to_table(i.reloptions) o)
                 || l.lateness END""";

    private static final String QUERY = """
            SELECT 'pg_constraint' AS catalog, k.oid, '' AS part, 'CONSTRAINT' AS kind, n.nspname AS schema, c.relname AS relation,
                   c.relname || ' ' || k.conname AS name,
                   '' AS placeholder, '{}'::text[] AS needs, %s AS reason,
                   ARRAY['ALTER TABLE ONLY ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname) || ' ADD CONSTRAINT '
                         || quote_ident(k.conname) || ' ' || %s] || %s AS statements
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_class i ON i.oid = k.conindid
            CROSS JOIN LATERAL (SELECT CASE WHEN k.condeferrable THEN ' DEFERRABLE' ELSE '' END
                                       || CASE WHEN k.condeferred THEN ' INITIALLY DEFERRED' ELSE '' END AS lateness) l
            WHERE k.contype IN ('p', 'u', 'x') AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND %s AND %s
            ORDER BY n.nspname, c.relname, k.conname
            """;

    @Override
    public String query(Versions versions) {
        return QUERY.formatted(
                versions.targetLacks(18) ? "CASE WHEN k.conperiod THEN '" + OF_PERIODS + "' ELSE '' END" : "''",
                DEFINITION,
                Indexes.SETTINGS,
                USER_SCHEMA,
                CatalogPart.userMade("pg_class", "c"));
    }
}
