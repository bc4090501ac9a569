package dev.planetfall.migration.schema.catalog;

/**
 * Indexes that no constraint brings. That of a partitioned table is made for it alone; each partition has its own, which
 * {@link IndexAttachments} joins to it.
 */
final class Indexes implements CatalogPart {
    /**
     * A {@code text[]} of statements about the columns of the index {@code i} of {@code pg_class}, and about the extension with
     * which it goes. "No target of its own" is -1 before version 17 and NULL from then on.
     */
    static final String SETTINGS = """
            ARRAY(SELECT 'ALTER INDEX ' || quote_ident(n.nspname) || '.' || quote_ident(i.relname) || ' ALTER COLUMN ' || a.attnum
                         || ' SET STATISTICS ' || a.attstattarget
                  FROM pg_attribute a WHERE a.attrelid = i.oid AND a.attstattarget >= 0 ORDER BY a.attnum)
            || ARRAY(SELECT 'ALTER INDEX ' || quote_ident(n.nspname) || '.' || quote_ident(i.relname)
                            || ' DEPENDS ON EXTENSION ' || quote_ident(e.extname)
                     FROM pg_depend x JOIN pg_extension e ON x.refclassid = 'pg_extension'::regclass AND e.oid = x.refobjid
                     WHERE x.classid = 'pg_class'::regclass AND x.objid = i.oid AND x.deptype = 'x' ORDER BY e.extname)""";

    /** Condition on {@code x} of {@code pg_index}: it can be used, or will be once those of all partitions are attached. */
    private static final String USABLE = "(x.indisvalid OR i.relkind = 'I')";

    private static final String UNUSABLE = "INVALID_INDEX";

    private static final String QUERY = """
            SELECT 'pg_class' AS catalog, i.oid, '' AS part, 'INDEX' AS kind, n.nspname AS schema, c.relname AS relation,
                   i.relname AS name, '' AS placeholder, '{}'::text[] AS needs,
                   CASE WHEN %1$s THEN '' ELSE '%2$s' END AS reason,
                   CASE WHEN %1$s THEN ARRAY[pg_get_indexdef(i.oid)] || %3$s ELSE '{}' END AS statements
            FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'm') AND c.relpersistence <> 't' AND %4$s AND %5$s
              AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.oid AND k.contype IN ('p', 'u', 'x'))
            ORDER BY n.nspname, i.relname
            """;

    @Override
    public String query(Versions versions) {
        return QUERY.formatted(USABLE, UNUSABLE, SETTINGS, USER_SCHEMA, CatalogPart.userMade("pg_class", "c"));
    }
}
