package dev.planetfall.migration.schema.catalog;

/** How the columns of a table {@code c} of {@code pg_class} are written, for {@link Tables}. */
final class Columns {
    /**
     * Condition on {@code a} of {@code pg_attribute}: the statement that makes {@code c} names the column. Columns that a table
     * only inherits come with the parent; a partition is made by itself and attached later.
     */
    static final String WRITTEN = "a.attnum > 0 AND NOT a.attisdropped AND (a.attislocal OR c.relispartition)";

    /** Condition on {@code d} of {@code pg_attrdef}: it names nothing that a person made, except its own table. */
    static final String SELF_CONTAINED = """
            NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_attrdef'::regclass AND x.objid = d.oid
                        AND x.refobjid >= 16384 AND x.refobjid <> d.adrelid)""";

    private static final String LINE = """
            quote_ident(a.attname) || CASE WHEN c.reloftype <> 0 THEN ' WITH OPTIONS'
              ELSE ' ' || format_type(a.atttypid, a.atttypmod) || coalesce(
                (SELECT ' COLLATE ' || quote_ident(ln.nspname) || '.' || quote_ident(l.collname)
                 FROM pg_collation l JOIN pg_namespace ln ON ln.oid = l.collnamespace
                 JOIN pg_type t ON t.oid = a.atttypid
                 WHERE l.oid = a.attcollation AND a.attcollation <> t.typcollation), '') END
            """;

    /** A table made from a type has that type's columns; only what is set in addition is written. */
    private static final String OF_INTEREST = "(c.reloftype = 0 OR d.oid IS NOT NULL OR a.attnotnull)";

    private Columns() {}

    /** A {@code text[]} with a line for each column that is written. */
    static String lines(Versions versions) {
        return """
                ARRAY(SELECT %s || %s || %s
                      FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                           AND (%s OR %s)
                      WHERE a.attrelid = c.oid AND %s AND %s ORDER BY a.attnum)""".formatted(
                LINE, value(versions), notNull(versions), generated(versions), SELF_CONTAINED, WRITTEN, OF_INTEREST);
    }

    /** Condition on {@code a}: its value is computed from other columns. */
    static String generated(Versions versions) {
        return versions.serverIsAtLeast(12) ? "a.attgenerated <> ''" : "false";
    }

    private static String value(Versions versions) {
        String byDefault = "coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')";
        if (!versions.serverIsAtLeast(12)) {
            return byDefault;
        }
        // A server that cannot compute a column when it is read computes it when it is written.
        String kind =
                versions.bothAreAtLeast(18) ? "CASE a.attgenerated WHEN 'v' THEN '' ELSE ' STORED' END" : "' STORED'";
        return "CASE WHEN a.attgenerated = '' THEN " + byDefault
                + " ELSE ' GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ')' || " + kind + " END";
    }

    private static String notNull(Versions versions) {
        if (!versions.serverIsAtLeast(18)) {
            return "CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END";
        }
        String name = versions.bothAreAtLeast(18)
                ? "CASE WHEN k.conname <> c.relname || '_' || a.attname || '_not_null'"
                        + " THEN ' CONSTRAINT ' || quote_ident(k.conname) ELSE '' END"
                : "''";
        String inherit = versions.bothAreAtLeast(18) ? "CASE WHEN k.connoinherit THEN ' NO INHERIT' ELSE '' END" : "''";
        return """
                coalesce((SELECT %s || ' NOT NULL' || %s FROM pg_constraint k
                          WHERE k.conrelid = c.oid AND k.contype = 'n' AND k.conkey = ARRAY[a.attnum] AND k.convalidated), '')""".formatted(name, inherit);
    }
}
