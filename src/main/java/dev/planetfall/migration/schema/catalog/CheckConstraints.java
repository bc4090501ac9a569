package dev.planetfall.migration.schema.catalog;

/**
 * CHECK constraints that are not written with their table: they name something that a person made, or do not hold for all
 * rows. From version 18 on also NOT NULL constraints that do not hold for all rows.
 */
final class CheckConstraints implements CatalogPart {
    /** The reason, for checks and foreign keys alike. */
    static final String NOT_ENFORCED = "NOT_ENFORCED";

    private static final String NOT_NULL_OF_SOME = "NOT_NULL_OF_SOME";

    private static final String QUERY = """
            SELECT 'pg_constraint' AS catalog, k.oid, '' AS part, 'CHECK CONSTRAINT' AS kind, n.nspname AS schema, c.relname AS relation,
                   c.relname || ' ' || k.conname AS name,
                   '' AS placeholder, '{}'::text[] AS needs, %s AS reason,
                   ARRAY['ALTER TABLE ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname) || ' ADD CONSTRAINT '
                         || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid)] AS statements
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE (k.contype = 'c' AND NOT (%s) OR %s) AND (k.conislocal OR c.relispartition)
              AND c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND %s AND %s
            ORDER BY n.nspname, c.relname, k.conname
            """;

    @Override
    public String query(Versions versions) {
        return QUERY.formatted(
                versions.targetLacks(18)
                        ? "CASE WHEN k.contype = 'n' THEN '" + NOT_NULL_OF_SOME + "' WHEN NOT k.conenforced THEN '"
                                + NOT_ENFORCED + "' ELSE '' END"
                        : "''",
                InlineConstraints.checks(versions),
                versions.serverIsAtLeast(18) ? "k.contype = 'n' AND NOT k.convalidated" : "false",
                USER_SCHEMA,
                CatalogPart.userMade("pg_class", "c"));
    }
}
