package dev.planetfall.migration.schema.catalog;

/** Dictionaries of text search. Files that an option names must be on the target, too. */
final class TextSearchDictionaries implements CatalogPart {
    private static final String QUERY =
            """
            SELECT 'pg_ts_dict' AS catalog, d.oid, 'TEXT SEARCH DICTIONARY' AS kind, n.nspname AS schema, '' AS relation,
                   d.dictname AS name, %s,
                   ARRAY['CREATE TEXT SEARCH DICTIONARY ' || quote_ident(n.nspname) || '.' || quote_ident(d.dictname)
                         || E' (\\n    TEMPLATE = ' || quote_ident(tn.nspname) || '.' || quote_ident(t.tmplname)
                         || coalesce(E',\\n    ' || d.dictinitoption, '') || E'\\n)'] AS statements
            FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace
            JOIN pg_ts_template t ON t.oid = d.dicttemplate JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
            WHERE %s AND %s
            ORDER BY n.nspname, d.dictname
            """.formatted(NOTHING_ELSE, USER_SCHEMA, CatalogPart.userMade("pg_ts_dict", "d"));

    @Override
    public String query(Versions versions) {
        return QUERY;
    }
}
