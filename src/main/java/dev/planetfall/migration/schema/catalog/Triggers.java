package dev.planetfall.migration.schema.catalog;

/**
 * Triggers and when they fire. That of a partitioned table comes to its partitions by itself; there is an entry for one of a
 * partition only where it fires at other times than the one from which it comes.
 *
 * @see <a href="https://www.postgresql.org/docs/current/catalog-pg-trigger.html">pg_trigger</a>
 */
final class Triggers implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_trigger' AS catalog, t.oid, 'TRIGGER' AS kind, n.nspname AS schema, c.relname AS relation,
                   c.relname || ' ' || t.tgname AS name, %s,
                   CASE WHEN p.oid IS NULL THEN ARRAY[pg_get_triggerdef(t.oid)] ELSE '{}' END
                     || CASE WHEN p.oid IS NULL AND t.tgenabled = 'O' THEN '{}'
                        ELSE ARRAY['ALTER TABLE ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname)
                                   || CASE t.tgenabled WHEN 'D' THEN ' DISABLE' WHEN 'A' THEN ' ENABLE ALWAYS'
                                      WHEN 'R' THEN ' ENABLE REPLICA' ELSE ' ENABLE' END
                                   || ' TRIGGER ' || quote_ident(t.tgname)] END
                     || ARRAY(SELECT 'ALTER TRIGGER ' || quote_ident(t.tgname) || ' ON ' || quote_ident(n.nspname) || '.'
                                     || quote_ident(c.relname) || ' DEPENDS ON EXTENSION ' || quote_ident(e.extname)
                              FROM pg_depend x JOIN pg_extension e ON e.oid = x.refobjid
                              WHERE x.classid = 'pg_trigger'::regclass AND x.objid = t.oid AND x.deptype = 'x'
                                AND x.refclassid = 'pg_extension'::regclass ORDER BY e.extname) AS statements
            FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_trigger p ON %s
            WHERE (NOT t.tgisinternal AND p.oid IS NULL OR p.oid IS NOT NULL AND t.tgenabled <> p.tgenabled)
              AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.oid = t.tgconstraint AND k.contype = 'f')
              AND c.relpersistence <> 't' AND %s AND %s
            ORDER BY n.nspname, c.relname, t.tgname
            """;

    /** Before version 13 only pg_depend tells from which trigger one comes. */
    private static final String PARENT_BEFORE_13 = """
            p.oid = (SELECT x.refobjid FROM pg_depend x
                     WHERE x.classid = 'pg_trigger'::regclass AND x.objid = t.oid AND x.refclassid = 'pg_trigger'::regclass)""";

    @Override
    public String query(Versions versions) {
        return QUERY.formatted(
                NOTHING_ELSE,
                versions.serverIsAtLeast(13) ? "p.oid = t.tgparentid" : PARENT_BEFORE_13,
                USER_SCHEMA,
                CatalogPart.userMade("pg_class", "c"));
    }
}
