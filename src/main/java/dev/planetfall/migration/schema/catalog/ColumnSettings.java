package dev.planetfall.migration.schema.catalog;

/** What is set for a column after its table was made, for {@link Tables}. */
final class ColumnSettings {
    private ColumnSettings() {}

    /** A {@code text[]} of statements about the columns of {@code c} of {@code pg_class}. */
    static String statements(Versions versions) {
        String compression = versions.serverIsAtLeast(14) ? """
                  UNION ALL
                  SELECT a.attnum, 5, 'SET COMPRESSION ' || CASE a.attcompression WHEN 'p' THEN 'pglz' ELSE 'lz4' END
                  FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attcompression <> ''
                  """ : "";
        return """
                ARRAY(SELECT 'ALTER TABLE ONLY ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname) || ' ALTER COLUMN '
                             || quote_ident(a.attname) || ' ' || s.setting
                      FROM (%s UNION ALL %s UNION ALL %s %s) s (attnum, place, setting)
                      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = s.attnum ORDER BY s.attnum, s.place)""".formatted(inherited(versions), STORED, STATISTICS, compression);
    }

    /**
     * Where a child has its own mind about an inherited column: it may hold no NULL though the parent's may, or has no default
     * though the parent's has. From version 18 on the former is a constraint, which the table's statement names where {@link
     * InlineConstraints} says so.
     */
    private static String inherited(Versions versions) {
        String named = versions.bothAreAtLeast(18)
                ? "AND k.conname = c.relname || '_' || a.attname || '_not_null' AND NOT k.connoinherit AND k.coninhcount = 0"
                : "";
        String notNull = versions.serverIsAtLeast(18) ? """
                  EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'n'
                          AND k.conkey = ARRAY[a.attnum] AND k.conislocal AND k.convalidated %s)""".formatted(named) : """
                  a.attnotnull AND NOT EXISTS (
                    SELECT FROM pg_inherits i JOIN pg_attribute p ON p.attrelid = i.inhparent AND p.attname = a.attname
                    WHERE i.inhrelid = c.oid AND p.attnotnull)""";
        return """
                SELECT a.attnum, 1, 'SET NOT NULL' FROM pg_attribute a
                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND NOT a.attislocal AND NOT c.relispartition
                  AND %s
                UNION ALL
                SELECT a.attnum, 2, 'DROP DEFAULT' FROM pg_attribute a
                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND NOT c.relispartition
                  AND NOT a.atthasdef AND EXISTS (
                    SELECT FROM pg_inherits i JOIN pg_attribute p ON p.attrelid = i.inhparent AND p.attname = a.attname
                    WHERE i.inhrelid = c.oid AND p.atthasdef)
                """.formatted(notNull);
    }

    private static final String STORED = """
            SELECT a.attnum, 3, 'SET STORAGE ' || CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL'
                                                  WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END
            FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attstorage <> t.typstorage
            """;

    /** "No target of its own" is -1 before version 17 and NULL from then on. */
    private static final String STATISTICS = """
            SELECT a.attnum, 4, 'SET STATISTICS ' || a.attstattarget
            FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attstattarget >= 0
            UNION ALL
            SELECT a.attnum, 6, 'SET (' || (SELECT string_agg(quote_ident(o.option_name) || '=' || quote_literal(o.option_value),
                                                              ', ' ORDER BY o.option_name)
                                            FROM pg_options_to_table(a.attoptions) o) || ')'
            FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attoptions IS NOT NULL
            """;
}
