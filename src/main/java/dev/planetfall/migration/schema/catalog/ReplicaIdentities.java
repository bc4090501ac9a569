package dev.planetfall.migration.schema.catalog;

/** What identifies a row in the log of changes, where it is not the primary key. */
final class ReplicaIdentities implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_class' AS catalog, c.oid, 'identity' AS part, 'REPLICA IDENTITY' AS kind, n.nspname AS schema,
                   c.relname AS relation, c.relname AS name, '' AS placeholder, '' AS reason,
                   CASE WHEN i.oid IS NULL THEN '{}' ELSE ARRAY['pg_class:' || i.oid] END AS needs,
                   ARRAY['ALTER TABLE ONLY ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname) || ' REPLICA IDENTITY '
                         || CASE c.relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING'
                            ELSE 'USING INDEX ' || quote_ident(i.relname) END] AS statements
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN (SELECT x.indrelid, x.indexrelid FROM pg_index x WHERE x.indisreplident) x ON x.indrelid = c.oid
            LEFT JOIN pg_class i ON i.oid = x.indexrelid
            WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't' AND %s AND %s
              AND (c.relreplident IN ('f', 'n') OR c.relreplident = 'i' AND i.oid IS NOT NULL)
            ORDER BY n.nspname, c.relname
            """.formatted(USER_SCHEMA, CatalogPart.userMade("pg_class", "c"));

    @Override
    public String query(Versions versions) {
        return QUERY;
    }
}
