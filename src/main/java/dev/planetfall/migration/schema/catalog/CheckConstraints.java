package dev.planetfall.migration.schema.catalog;

/**
 * CHECK constraints that are not written with their table: they name something that a person made, or do not hold for all
 * rows. From version 18 on also NOT NULL constraints that do not hold for all rows.
 */
final class CheckConstraints implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_constraint' AS catalog, k.oid, 'CHECK CONSTRAINT' AS kind, n.nspname AS schema, c.relname AS relation,
                   c.relname || ' ' || k.conname AS name, %s,
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
                NOTHING_ELSE,
                InlineConstraints.checks(versions),
                versions.bothAreAtLeast(18) ? "k.contype = 'n' AND NOT k.convalidated" : "false",
                USER_SCHEMA,
                CatalogPart.userMade("pg_class", "c"));
    }
}
