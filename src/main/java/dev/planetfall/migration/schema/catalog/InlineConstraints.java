package dev.planetfall.migration.schema.catalog;

/** Constraints that are written with their table, for {@link Tables}; all others have statements of their own. */
final class InlineConstraints {
    private InlineConstraints() {}

    /**
     * Condition on {@code k} of {@code pg_constraint} of a table {@code c}: a CHECK that holds for all rows and names nothing
     * that a person made, except its own table. An inheriting table gets its parent's with the parent.
     */
    static String checks(Versions versions) {
        return """
                k.contype = 'c' AND k.convalidated AND %s AND (k.conislocal OR c.relispartition)
                AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_constraint'::regclass AND x.objid = k.oid
                                AND x.refobjid >= 16384 AND x.refobjid <> k.conrelid)""".formatted(versions.serverIsAtLeast(18) ? "k.conenforced" : "true");
    }

    /** A {@code text[]} with a line for each such constraint of {@code c} of {@code pg_class}. */
    static String lines(Versions versions) {
        return """
                ARRAY(SELECT 'CONSTRAINT ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid)
                      FROM pg_constraint k WHERE k.conrelid = c.oid AND (%s OR %s) ORDER BY k.conname)""".formatted(checks(versions), notNull(versions));
    }

    /**
     * From version 18 on NOT NULL is a constraint. One that a child adds to an inherited column has no column to stand with;
     * where its name is not made up, or the parent has one of another name, which would prevail, it is written by itself, and
     * otherwise set after the table.
     */
    private static String notNull(Versions versions) {
        return versions.bothAreAtLeast(18) ? """
                  k.contype = 'n' AND k.convalidated AND k.conislocal AND NOT c.relispartition AND EXISTS (
                    SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = k.conkey[1] AND NOT a.attislocal
                    AND (k.conname <> c.relname || '_' || a.attname || '_not_null' OR k.connoinherit
                         OR k.coninhcount > 0))""" : "false";
    }
}
