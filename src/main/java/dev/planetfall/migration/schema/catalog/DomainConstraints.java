package dev.planetfall.migration.schema.catalog;

/**
 * Constraints of domains that name a function or a type that a person made, or that older values need not meet. {@link
 * DomainChecks} writes them into their domain where that is possible.
 */
final class DomainConstraints implements CatalogPart {
    private static final String QUERY =
            """
            SELECT 'pg_constraint' AS catalog, k.oid, 'CHECK CONSTRAINT' AS kind, n.nspname AS schema, '' AS relation,
                   t.typname || ' ' || k.conname AS name, %s,
                   ARRAY['ALTER DOMAIN ' || quote_ident(n.nspname) || '.' || quote_ident(t.typname) || ' ADD CONSTRAINT '
                         || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid)] AS statements
            FROM pg_constraint k JOIN pg_type t ON t.oid = k.contypid JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE k.contypid <> 0 AND k.contype = 'c' AND NOT (%s) AND %s AND %s
            ORDER BY n.nspname, t.typname, k.conname
            """.formatted(NOTHING_ELSE, Domains.INLINE, USER_SCHEMA, CatalogPart.userMade("pg_type", "t"));

    @Override
    public String query(Versions versions) {
        return QUERY;
    }
}
