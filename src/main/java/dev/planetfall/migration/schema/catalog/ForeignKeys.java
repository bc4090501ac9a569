package dev.planetfall.migration.schema.catalog;

/**
 * Foreign keys. That of a partitioned table comes to its partitions by itself. One that refers to a partitioned table needs
 * its whole index, which is usable only once those of all partitions are attached.
 */
final class ForeignKeys implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_constraint' AS catalog, k.oid, '' AS part, 'FK CONSTRAINT' AS kind, n.nspname AS schema,
                   c.relname AS relation, c.relname || ' ' || k.conname AS name, '' AS placeholder, %s AS needs,
                   %s AS reason,
                   ARRAY['ALTER TABLE ' || CASE c.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END
                         || quote_ident(n.nspname) || '.' || quote_ident(c.relname) || ' ADD CONSTRAINT '
                         || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid)] AS statements
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_class r ON r.oid = k.confrelid
            WHERE k.contype = 'f' AND c.relpersistence <> 't' AND %s AND %s AND %s
            ORDER BY n.nspname, c.relname, k.conname
            """;

    @Override
    public String query(Versions versions) {
        return QUERY.formatted(
                versions.serverIsAtLeast(12)
                        ? "CASE r.relkind WHEN 'p' THEN " + CatalogPart.attachmentsTo("k.conindid") + " ELSE '{}' END"
                        : "'{}'::text[]",
                versions.targetLacks(18)
                        ? "CASE WHEN NOT k.conenforced THEN '" + CheckConstraints.NOT_ENFORCED
                                + "' WHEN k.conperiod THEN '" + Constraints.OF_PERIODS + "' ELSE '' END"
                        : "''",
                versions.serverIsAtLeast(11) ? "k.conparentid = 0" : "true",
                USER_SCHEMA,
                CatalogPart.userMade("pg_class", "c"));
    }
}
