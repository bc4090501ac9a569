package dev.planetfall.migration.schema.catalog;

/** Sequences, and those that number an identity column, which are made with the column's identity. */
final class Sequences implements CatalogPart {
    private static final String QUERY = """
            SELECT 'pg_class' AS catalog, c.oid, '' AS part, 'SEQUENCE' AS kind, n.nspname AS schema,
                   coalesce(t.relname, u.relname, c.relname) AS relation, c.relname AS name, '' AS placeholder, '' AS reason,
                   CASE WHEN t.oid IS NULL THEN '{}'::text[] ELSE ARRAY['pg_class:' || t.oid] END AS needs,
                   ARRAY[CASE WHEN t.oid IS NULL
                     THEN 'CREATE ' || CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END || 'SEQUENCE '
                          || quote_ident(n.nspname) || '.' || quote_ident(c.relname)
                          || CASE s.seqtypid WHEN 'int8'::regtype THEN '' ELSE E'\\n    AS ' || format_type(s.seqtypid, NULL) END
                          || o.options
                     ELSE 'ALTER TABLE ' || quote_ident(tn.nspname) || '.' || quote_ident(t.relname) || ' ALTER COLUMN '
                          || quote_ident(a.attname) || ' ADD GENERATED '
                          || CASE a.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END || E' AS IDENTITY (\\n    SEQUENCE NAME '
                          || quote_ident(n.nspname) || '.' || quote_ident(c.relname) || o.options || E'\\n)'
                     END] AS statements
            FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
                 AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype = 'i'
            LEFT JOIN pg_class t ON t.oid = d.refobjid LEFT JOIN pg_namespace tn ON tn.oid = t.relnamespace
            LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
            LEFT JOIN pg_depend y ON y.classid = 'pg_class'::regclass AND y.objid = c.oid AND y.objsubid = 0
                 AND y.refclassid = 'pg_class'::regclass AND y.refobjsubid > 0 AND y.deptype = 'a'
            LEFT JOIN pg_class u ON u.oid = y.refobjid
            CROSS JOIN LATERAL (SELECT
              CASE s.seqtypid WHEN 'int2'::regtype THEN 32767 WHEN 'int4'::regtype THEN 2147483647
                              ELSE 9223372036854775807 END AS highest,
              CASE s.seqtypid WHEN 'int2'::regtype THEN -32768 WHEN 'int4'::regtype THEN -2147483648
                              ELSE -9223372036854775808 END AS lowest) l
            CROSS JOIN LATERAL (SELECT
              E'\\n    START WITH ' || s.seqstart || E'\\n    INCREMENT BY ' || s.seqincrement
              || CASE WHEN s.seqmin = CASE WHEN s.seqincrement > 0 THEN 1 ELSE l.lowest END THEN E'\\n    NO MINVALUE'
                      ELSE E'\\n    MINVALUE ' || s.seqmin END
              || CASE WHEN s.seqmax = CASE WHEN s.seqincrement > 0 THEN l.highest ELSE -1 END THEN E'\\n    NO MAXVALUE'
                      ELSE E'\\n    MAXVALUE ' || s.seqmax END
              || E'\\n    CACHE ' || s.seqcache || CASE WHEN s.seqcycle THEN E'\\n    CYCLE' ELSE '' END AS options) o
            WHERE c.relpersistence <> 't' AND %s AND %s
            ORDER BY n.nspname, c.relname
            """.formatted(USER_SCHEMA, CatalogPart.userMade("pg_class", "c"));

    @Override
    public String query(Versions versions) {
        return QUERY;
    }
}
