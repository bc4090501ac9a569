package dev.planetfall.migration.schema.catalog;

/**
 * Domains with those constraints that need nothing else; the others are told by {@link DomainConstraints}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-createdomain.html">CREATE DOMAIN</a>
 */
final class Domains implements CatalogPart {
    /** Condition on {@code k} of {@code pg_constraint}: it holds for all values and names nothing that a person made. */
    static final String INLINE = """
            k.convalidated AND NOT EXISTS (
              SELECT FROM pg_depend x WHERE x.classid = 'pg_constraint'::regclass AND x.objid = k.oid
              AND x.refobjid >= 16384 AND x.refobjid <> k.contypid)""";

    private static final String QUERY = """
            SELECT 'pg_type' AS catalog, t.oid, 'DOMAIN' AS kind, n.nspname AS schema, '' AS relation, t.typname AS name, %s,
                   ARRAY['CREATE DOMAIN ' || quote_ident(n.nspname) || '.' || quote_ident(t.typname) || ' AS '
                         || format_type(t.typbasetype, t.typtypmod)
                         || coalesce((SELECT ' COLLATE ' || quote_ident(ln.nspname) || '.' || quote_ident(l.collname)
                                      FROM pg_collation l JOIN pg_namespace ln ON ln.oid = l.collnamespace
                                      JOIN pg_type b ON b.oid = t.typbasetype
                                      WHERE l.oid = t.typcollation AND t.typcollation <> b.typcollation), '')
                         || coalesce(' DEFAULT ' || pg_get_expr(t.typdefaultbin, 0), ' DEFAULT ' || quote_literal(t.typdefault), '')
                         || %s
                         || coalesce((SELECT string_agg(E'\\n    CONSTRAINT ' || quote_ident(k.conname) || ' '
                                                        || pg_get_constraintdef(k.oid), '' ORDER BY k.conname)
                                      FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c' AND %s), '')]
                     AS statements
            FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE t.typtype = 'd' AND %s AND %s
            ORDER BY n.nspname, t.typname
            """;

    @Override
    public String query(Versions versions) {
        return QUERY.formatted(
                NOTHING_ELSE, notNull(versions), INLINE, USER_SCHEMA, CatalogPart.userMade("pg_type", "t"));
    }

    /** From version 17 on NOT NULL of a domain is a constraint with a name, by itself that of the domain cut to 54 bytes. */
    private static String notNull(Versions versions) {
        if (!versions.bothAreAtLeast(17)) {
            return "CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END";
        }
        return """
                CASE WHEN t.typnotnull THEN coalesce(
                  (SELECT ' CONSTRAINT ' || quote_ident(k.conname) || ' NOT NULL' FROM pg_constraint k
                   WHERE k.contypid = t.oid AND k.contype = 'n' AND k.conname <> substr((repeat('x', 9) || t.typname)::name::text, 10) || '_not_null'), ' NOT NULL')
                ELSE '' END""";
    }
}
