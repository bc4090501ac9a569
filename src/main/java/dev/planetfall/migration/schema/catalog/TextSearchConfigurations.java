package dev.planetfall.migration.schema.catalog;

/** Configurations of text search with their mappings. */
final class TextSearchConfigurations implements CatalogPart {
    private static final String QUERY =
            """
            SELECT 'pg_ts_config' AS catalog, c.oid, 'TEXT SEARCH CONFIGURATION' AS kind, n.nspname AS schema, '' AS relation,
                   c.cfgname AS name, %s,
                   array_prepend('CREATE TEXT SEARCH CONFIGURATION ' || quote_ident(n.nspname) || '.' || quote_ident(c.cfgname)
                     || E' (\\n    PARSER = ' || quote_ident(pn.nspname) || '.' || quote_ident(p.prsname) || E'\\n)',
                     ARRAY(SELECT 'ALTER TEXT SEARCH CONFIGURATION ' || quote_ident(n.nspname) || '.' || quote_ident(c.cfgname)
                                  || ' ADD MAPPING FOR ' || quote_ident(k.alias) || ' WITH '
                                  || string_agg(quote_ident(dn.nspname) || '.' || quote_ident(d.dictname), ', '
                                                ORDER BY m.mapseqno)
                           FROM pg_ts_config_map m JOIN pg_ts_dict d ON d.oid = m.mapdict
                           JOIN pg_namespace dn ON dn.oid = d.dictnamespace
                           JOIN LATERAL ts_token_type(c.cfgparser) k ON k.tokid = m.maptokentype
                           WHERE m.mapcfg = c.oid GROUP BY k.tokid, k.alias ORDER BY k.tokid)) AS statements
            FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace
            JOIN pg_ts_parser p ON p.oid = c.cfgparser JOIN pg_namespace pn ON pn.oid = p.prsnamespace
            WHERE %s AND %s
            ORDER BY n.nspname, c.cfgname
            """.formatted(NOTHING_ELSE, USER_SCHEMA, CatalogPart.userMade("pg_ts_config", "c"));

    @Override
    public String query(Versions versions) {
        return QUERY;
    }
}
