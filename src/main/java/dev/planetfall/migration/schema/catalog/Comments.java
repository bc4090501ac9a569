package dev.planetfall.migration.schema.catalog;

/**
 * Comments on everything that a person made. That of an extension belongs to the extension's owner; it is told only where it
 * is not the one that the extension itself brings.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-comment.html">COMMENT</a>
 */
final class Comments implements CatalogPart {
    private static final String OF_EXTENSION = "EXTENSION_COMMENT";

    /** The words that COMMENT ON wants where they are not those of pg_identify_object. */
    private static final String WORDS = """
            CASE WHEN i.type LIKE '% column' THEN 'COLUMN'
                 WHEN i.type IN ('table constraint', 'domain constraint') THEN 'CONSTRAINT'
                 WHEN i.type = 'statistics object' THEN 'STATISTICS'
                 ELSE upper(replace(i.type, '-', ' ')) END""";

    /** What follows the words, as pg_identify_object names it, except where COMMENT ON wants it otherwise. */
    private static final String IDENTITY = """
            CASE i.type
              WHEN 'domain constraint' THEN
                (SELECT quote_ident(k.conname) || ' ON DOMAIN ' || format_type(k.contypid, NULL)
                 FROM pg_constraint k WHERE k.oid = d.objoid)
              WHEN 'aggregate' THEN regexp_replace(i.identity, '\\(\\)$', '(*)')
              WHEN 'transform' THEN
                (SELECT 'FOR ' || format_type(f.trftype, NULL) || ' LANGUAGE ' || quote_ident(l.lanname)
                 FROM pg_transform f JOIN pg_language l ON l.oid = f.trflang WHERE f.oid = d.objoid)
              ELSE i.identity END""";

    /** For people, and not quoted where the object has a name of its own. */
    private static final String NAME = """
            CASE WHEN d.objsubid > 0
                 THEN c.relname || '.' || (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = d.objsubid)
                 ELSE coalesce(part.name || ' ON ' || c.relname,
                               replace(substr(i.name, 2, length(i.name) - 2), '""', '"'), w.identity) END""";

    /** What is part of a table or view, and has no schema of its own. */
    private static final String PARTS = """
            SELECT 'pg_constraint'::regclass AS catalog, k.oid, k.conname AS name, k.conrelid AS relation
            FROM pg_constraint k WHERE k.conrelid <> 0
            UNION ALL
            SELECT 'pg_trigger'::regclass, t.oid, t.tgname, t.tgrelid FROM pg_trigger t
            UNION ALL
            SELECT 'pg_rewrite'::regclass, r.oid, r.rulename, r.ev_class FROM pg_rewrite r
            UNION ALL
            SELECT 'pg_policy'::regclass, l.oid, l.polname, l.polrelid FROM pg_policy l
            """;

    private static final String QUERY = """
            SELECT cc.relname AS catalog, d.objoid AS oid, 'comment ' || d.objsubid AS part, 'COMMENT' AS kind,
                   coalesce(n.nspname, '') AS schema, coalesce(c.relname, '') AS relation,
                   w.words || ' ' || %1$s AS name,
                   '' AS placeholder, '{}'::text[] AS needs,
                   CASE i.type WHEN 'extension' THEN '%2$s' ELSE '' END AS reason,
                   CASE i.type WHEN 'extension' THEN '{}'
                   ELSE ARRAY['COMMENT ON ' || w.words || ' ' || w.identity || ' IS ' || quote_literal(d.description)] END
                     AS statements
            FROM pg_description d JOIN pg_class cc ON cc.oid = d.classoid
            CROSS JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) i
            CROSS JOIN LATERAL (SELECT %3$s AS words, %4$s AS identity) w
            LEFT JOIN (%5$s) part ON part.catalog = d.classoid AND part.oid = d.objoid
            LEFT JOIN pg_index x ON d.classoid = 'pg_class'::regclass AND x.indexrelid = d.objoid
            LEFT JOIN pg_class c ON c.oid = coalesce(part.relation, x.indrelid,
                                                     CASE d.classoid WHEN 'pg_class'::regclass THEN d.objoid END)
            LEFT JOIN pg_namespace n ON CASE WHEN c.oid IS NULL THEN quote_ident(n.nspname) = i.schema ELSE n.oid = c.relnamespace END
            WHERE i.identity IS NOT NULL AND (d.objoid >= 16384 OR i.identity = '"public"')
              AND i.type NOT IN ('large object', 'publication', 'subscription')
              AND (n.oid IS NULL OR %6$s)
              AND (d.classoid <> 'pg_namespace'::regclass OR i.identity <> '"public"'
                   OR d.description <> 'standard public schema')
              AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.classoid AND e.objid = d.objoid AND e.deptype = 'e')
              AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid
                              AND e.deptype = 'e')
              AND NOT EXISTS (SELECT FROM pg_extension e JOIN pg_available_extensions a ON a.name = e.extname
                              WHERE d.classoid = 'pg_extension'::regclass AND e.oid = d.objoid AND a.comment = d.description)
            ORDER BY 5, 7
            """.formatted(NAME, OF_EXTENSION, WORDS, IDENTITY, PARTS, USER_SCHEMA);

    @Override
    public String query(Versions versions) {
        return QUERY;
    }
}
