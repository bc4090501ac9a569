package dev.planetfall.migration.schema.catalog;

import java.util.List;
import java.util.stream.Collectors;

/** Kinds that only a superuser may make. On the target nobody is one, so they are told and not carried over. */
final class SuperuserObjects implements CatalogPart {
    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "TYPE",
                    "pg_type",
                    "typname",
                    "typnamespace",
                    "o.typtype = 'b' AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = o.oid)",
                    Reason.Cause.BASE_TYPE),
            new Kind("TYPE", "pg_type", "typname", "typnamespace", "o.typtype = 'p'", Reason.Cause.SHELL_TYPE),
            new Kind(
                    "OPERATOR FAMILY",
                    "pg_opfamily",
                    "opfname || ' USING ' || (SELECT m.amname FROM pg_am m WHERE m.oid = o.opfmethod)",
                    "opfnamespace",
                    "true",
                    Reason.Cause.OPERATOR_FAMILY),
            new Kind(
                    "OPERATOR CLASS",
                    "pg_opclass",
                    "opcname || ' USING ' || (SELECT m.amname FROM pg_am m WHERE m.oid = o.opcmethod)",
                    "opcnamespace",
                    "true",
                    Reason.Cause.OPERATOR_CLASS),
            new Kind(
                    "TRANSFORM",
                    "pg_transform",
                    "replace(format_type(trftype, NULL), '\"', '') || ' LANGUAGE ' || (SELECT l.lanname FROM pg_language l WHERE l.oid = o.trflang)",
                    "",
                    "true",
                    Reason.Cause.TRANSFORM),
            new Kind("TEXT SEARCH PARSER", "pg_ts_parser", "prsname", "prsnamespace", "true", Reason.Cause.PARSER),
            new Kind(
                    "TEXT SEARCH TEMPLATE",
                    "pg_ts_template",
                    "tmplname",
                    "tmplnamespace",
                    "true",
                    Reason.Cause.TEMPLATE),
            new Kind("PROCEDURAL LANGUAGE", "pg_language", "lanname", "", "true", Reason.Cause.BARE_LANGUAGE),
            new Kind("ACCESS METHOD", "pg_am", "amname", "", "true", Reason.Cause.ACCESS_METHOD),
            new Kind("EVENT TRIGGER", "pg_event_trigger", "evtname", "", "true", Reason.Cause.EVENT_TRIGGER),
            new Kind("FOREIGN DATA WRAPPER", "pg_foreign_data_wrapper", "fdwname", "", "true", Reason.Cause.WRAPPER));

    @Override
    public String query(Versions versions) {
        return KINDS.stream().map(Kind::query).collect(Collectors.joining(" UNION ALL "))
                + " ORDER BY kind, schema, name";
    }

    /**
     * @param name an expression over the row {@code o}
     * @param namespace the column that names the schema; empty where the kind lives in none
     */
    private record Kind(
            String kind, String catalog, String name, String namespace, String condition, Reason.Cause cause) {
        String query() {
            boolean inSchema = !namespace.isEmpty();
            return """
                    SELECT '%1$s' AS catalog, o.oid, '' AS part, '%2$s' AS kind, %3$s AS schema, '' AS relation,
                           (%4$s)::text AS name, '{}'::text[] AS statements, '' AS placeholder, '{}'::text[] AS needs,
                           '%5$s' AS reason
                    FROM %1$s o %6$s WHERE (%7$s) AND %8$s %9$s""".formatted(
                            catalog,
                            kind,
                            inSchema ? "n.nspname::text" : "''",
                            name,
                            cause,
                            inSchema ? "JOIN pg_namespace n ON n.oid = o." + namespace : "",
                            condition,
                            CatalogPart.userMade(catalog, "o"),
                            inSchema ? "AND " + USER_SCHEMA : "");
        }
    }
}
