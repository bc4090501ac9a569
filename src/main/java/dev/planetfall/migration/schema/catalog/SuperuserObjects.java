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
                    "A base type is written in C, which needs a superuser."),
            new Kind(
                    "TYPE",
                    "pg_type",
                    "typname",
                    "typnamespace",
                    "o.typtype = 'p'",
                    "The type is declared and not defined."),
            new Kind(
                    "OPERATOR FAMILY",
                    "pg_opfamily",
                    "opfname || ' USING ' || (SELECT m.amname FROM pg_am m WHERE m.oid = o.opfmethod)",
                    "opfnamespace",
                    "true",
                    needs("An operator family")),
            new Kind(
                    "OPERATOR CLASS",
                    "pg_opclass",
                    "opcname || ' USING ' || (SELECT m.amname FROM pg_am m WHERE m.oid = o.opcmethod)",
                    "opcnamespace",
                    "true",
                    needs("An operator class")),
            new Kind(
                    "TRANSFORM",
                    "pg_transform",
                    "replace(format_type(trftype, NULL), '\"', '') || ' LANGUAGE ' || (SELECT l.lanname FROM pg_language l WHERE l.oid = o.trflang)",
                    "",
                    "true",
                    "The functions of a transform are written in C, which needs a superuser."),
            new Kind("TEXT SEARCH PARSER", "pg_ts_parser", "prsname", "prsnamespace", "true", needs("A parser")),
            new Kind(
                    "TEXT SEARCH TEMPLATE", "pg_ts_template", "tmplname", "tmplnamespace", "true", needs("A template")),
            new Kind(
                    "PROCEDURAL LANGUAGE",
                    "pg_language",
                    "lanname",
                    "",
                    "true",
                    needs("A language without an extension")),
            new Kind("ACCESS METHOD", "pg_am", "amname", "", "true", needs("An access method")),
            new Kind("EVENT TRIGGER", "pg_event_trigger", "evtname", "", "true", needs("An event trigger")),
            new Kind(
                    "FOREIGN DATA WRAPPER",
                    "pg_foreign_data_wrapper",
                    "fdwname",
                    "",
                    "true",
                    needs("A wrapper without an extension")));

    @Override
    public String query(Versions versions) {
        return KINDS.stream().map(Kind::query).collect(Collectors.joining(" UNION ALL "))
                + " ORDER BY kind, schema, name";
    }

    private static String needs(String what) {
        return what + " may be made by a superuser only, which PlanetScale does not give.";
    }

    /**
     * @param name an expression over the row {@code o}
     * @param namespace the column that names the schema; empty where the kind lives in none
     */
    private record Kind(String kind, String catalog, String name, String namespace, String condition, String reason) {
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
                            reason,
                            inSchema ? "JOIN pg_namespace n ON n.oid = o." + namespace : "",
                            condition,
                            CatalogPart.userMade(catalog, "o"),
                            inSchema ? "AND " + USER_SCHEMA : "");
        }
    }
}
