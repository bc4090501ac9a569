package dev.planetfall.migration.schema;

import static dev.planetfall.postgres.Catalog.USER_SCHEMAS;

import dev.planetfall.postgres.ServerVersion;
import java.util.EnumMap;
import java.util.Map;

/**
 * A catalog query for each {@link SchemaFactKind}, for versions 10 to 18. Columns: {@code schema, relation, name,
 * definition}, and {@code needs_schema, needs_relation} for what else must be in scope. Members of extensions are left
 * out: the extension brings them.
 */
final class SchemaQueries {
    private static final String NOTHING_ELSE = "'' AS needs_schema, '' AS needs_relation";

    private static final String SCHEMAS =
            """
            SELECT '' AS relation, n.nspname AS schema, '' AS name, '' AS definition, %s
            FROM pg_namespace n WHERE %s AND %s
            """.formatted(NOTHING_ELSE, USER_SCHEMAS, notOfExtension("pg_namespace", "n"));

    private static final String EXTENSIONS = """
            SELECT '' AS schema, '' AS relation, e.extname AS name, n.nspname AS definition,
                   n.nspname AS needs_schema, '' AS needs_relation
            FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
            """;

    private static final String TYPES = """
            SELECT n.nspname AS schema, '' AS relation, t.typname AS name, %s,
                   CASE t.typtype
                     WHEN 'e' THEN (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder)
                                    FROM pg_enum WHERE enumtypid = t.oid)
                     WHEN 'r' THEN (SELECT format_type(rngsubtype, NULL) FROM pg_range WHERE rngtypid = t.oid)
                     ELSE (SELECT string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod), ', '
                                             ORDER BY attnum)
                           FROM pg_attribute WHERE attrelid = t.typrelid AND attnum > 0 AND NOT attisdropped)
                   END AS definition
            FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE (t.typtype IN ('e', 'r')
                   OR t.typtype = 'c' AND (SELECT relkind FROM pg_class WHERE oid = t.typrelid) = 'c')
              AND %s AND %s
            """.formatted(NOTHING_ELSE, USER_SCHEMAS, notOfExtension("pg_type", "t"));

    private static final String DOMAINS = """
            SELECT n.nspname AS schema, '' AS relation, t.typname AS name, %s,
                   concat_ws(' ', format_type(t.typbasetype, t.typtypmod), CASE WHEN t.typnotnull THEN 'NOT NULL' END,
                             'DEFAULT ' || t.typdefault,
                             (SELECT string_agg(pg_get_constraintdef(k.oid), ' ' ORDER BY k.conname)
                              FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c')) AS definition
            FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE t.typtype = 'd' AND %s AND %s
            """.formatted(NOTHING_ELSE, USER_SCHEMAS, notOfExtension("pg_type", "t"));

    private static final String TABLES = """
            SELECT n.nspname AS schema, '' AS name, c.relname AS relation, %s,
                   concat_ws(' ', CASE c.relkind WHEN 'p' THEN 'partitioned by ' || pg_get_partkeydef(c.oid)
                             WHEN 'f' THEN 'foreign' ELSE 'ordinary' END,
                             CASE WHEN c.relpersistence = 'u' THEN 'unlogged' END,
                             (SELECT CASE WHEN c.relispartition THEN 'partition of ' ELSE 'child of ' END
                                     || string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno)
                              FROM pg_inherits i WHERE i.inhrelid = c.oid)) AS definition
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE %s
            """.formatted(NOTHING_ELSE, userTables());

    private static final String TABLE_SETTINGS = """
            SELECT n.nspname AS schema, '' AS name, c.relname AS relation, %s,
                   concat_ws(', ', 'replica identity ' || c.relreplident::text,
                             CASE WHEN c.relrowsecurity THEN 'row security' END,
                             CASE WHEN c.relforcerowsecurity THEN 'forced row security' END,
                             pg_get_expr(c.relpartbound, c.oid)) AS definition
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE %s
            """.formatted(NOTHING_ELSE, userTables());

    private static final String COLUMNS = """
            SELECT n.nspname AS schema, c.relname AS relation, a.attname AS name, %s,
                   concat_ws(' ', format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'NOT NULL' END,
                             CASE a.attidentity WHEN 'a' THEN 'identity always' WHEN 'd' THEN 'identity by default' END,
                             CASE WHEN %s THEN 'generated' END) AS definition
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE a.attnum > 0 AND NOT a.attisdropped AND %s
            """;

    private static final String COLUMN_DEFAULTS = """
            SELECT n.nspname AS schema, c.relname AS relation, a.attname AS name, %s,
                   pg_get_expr(d.adbin, d.adrelid) AS definition
            FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
            JOIN pg_class c ON c.oid = d.adrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE %s
            """.formatted(NOTHING_ELSE, userTables());

    private static final String SEQUENCES = """
            SELECT n.nspname AS schema, '' AS relation, c.relname AS name, coalesce(tn.nspname, '') AS needs_schema,
                   coalesce(t.relname, '') AS needs_relation,
                   concat_ws(' ', format_type(s.seqtypid, NULL), 'start', s.seqstart, 'increment', s.seqincrement,
                             'from', s.seqmin, 'to', s.seqmax, 'cache', s.seqcache,
                             CASE WHEN s.seqcycle THEN 'cycle' END) AS definition
            FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
                 AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
            LEFT JOIN pg_class t ON t.oid = d.refobjid LEFT JOIN pg_namespace tn ON tn.oid = t.relnamespace
            WHERE c.relpersistence <> 't' AND %s AND %s
            """.formatted(USER_SCHEMAS, notOfExtension("pg_class", "c"));

    private static final String VIEWS = """
            SELECT n.nspname AS schema, '' AS name, c.relname AS relation, %s,
                   (SELECT string_agg(quote_ident(attname) || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum)
                    FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped) AS definition
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = '%s' AND c.relpersistence <> 't' AND %s AND %s
            """;

    private static final String FUNCTIONS = """
            SELECT n.nspname AS schema, '' AS relation, %s, md5(p.prosrc) AS definition,
                   quote_ident(p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS name
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE %s AND %s
              AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid
                              AND d.deptype = 'i')
            """.formatted(NOTHING_ELSE, USER_SCHEMAS, notOfExtension("pg_proc", "p"));

    private static final String CONSTRAINTS = """
            SELECT n.nspname AS schema, c.relname AS relation, k.conname AS name,
                   coalesce(rn.nspname, '') AS needs_schema, coalesce(r.relname, '') AS needs_relation,
                   pg_get_constraintdef(k.oid) AS definition
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_class r ON r.oid = k.confrelid LEFT JOIN pg_namespace rn ON rn.oid = r.relnamespace
            WHERE k.contype IN ('c', 'p', 'u', 'x', 'f') AND %s AND %s
            """;

    private static final String INDEXES = """
            SELECT n.nspname AS schema, t.relname AS relation, c.relname AS name, %s,
                   pg_get_indexdef(c.oid) AS definition
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
            JOIN pg_namespace n ON n.oid = t.relnamespace
            WHERE i.indisvalid AND t.relkind IN ('r', 'p', 'm') AND t.relpersistence <> 't' AND %s AND %s
            """.formatted(NOTHING_ELSE, USER_SCHEMAS, notOfExtension("pg_class", "t"));

    private static final String TRIGGERS = """
            SELECT n.nspname AS schema, c.relname AS relation, g.tgname AS name, %s,
                   pg_get_triggerdef(g.oid) || ' enabled ' || g.tgenabled::text AS definition
            FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE NOT g.tgisinternal AND %s AND %s AND %s AND %s
            """;

    private static final String RULES = """
            SELECT n.nspname AS schema, c.relname AS relation, r.rulename AS name, %s, '' AS definition
            FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE r.rulename <> '_RETURN' AND %s AND %s
            """.formatted(NOTHING_ELSE, USER_SCHEMAS, notOfExtension("pg_class", "c"));

    private static final String POLICIES = """
            SELECT n.nspname AS schema, c.relname AS relation, p.polname AS name, %s,
                   concat_ws(' ', p.polcmd::text, CASE WHEN p.polpermissive THEN 'permissive' ELSE 'restrictive' END,
                             pg_get_expr(p.polqual, c.oid), 'check', pg_get_expr(p.polwithcheck, c.oid)) AS definition
            FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE %s AND %s
            """.formatted(NOTHING_ELSE, USER_SCHEMAS, notOfExtension("pg_class", "c"));

    private SchemaQueries() {}

    static Map<SchemaFactKind, String> of(ServerVersion version) {
        Map<SchemaFactKind, String> queries = new EnumMap<>(SchemaFactKind.class);
        for (SchemaFactKind kind : SchemaFactKind.values()) {
            queries.put(kind, of(kind, version));
        }
        return queries;
    }

    /** Copies that the server itself makes of a partitioned table's constraints and triggers are not compared. */
    private static String of(SchemaFactKind kind, ServerVersion version) {
        return switch (kind) {
            case SCHEMA -> SCHEMAS;
            case EXTENSION -> EXTENSIONS;
            case TYPE -> TYPES;
            case DOMAIN -> DOMAINS;
            case TABLE -> TABLES;
            case TABLE_SETTINGS -> TABLE_SETTINGS;
            case COLUMN ->
                COLUMNS.formatted(NOTHING_ELSE, version.isAtLeast(12) ? "a.attgenerated <> ''" : "false", userTables());
            case COLUMN_DEFAULT -> COLUMN_DEFAULTS;
            case SEQUENCE -> SEQUENCES;
            case VIEW -> VIEWS.formatted(NOTHING_ELSE, "v", USER_SCHEMAS, notOfExtension("pg_class", "c"));
            case MATERIALIZED_VIEW -> VIEWS.formatted(NOTHING_ELSE, "m", USER_SCHEMAS, notOfExtension("pg_class", "c"));
            case FUNCTION -> FUNCTIONS;
            case CONSTRAINT ->
                CONSTRAINTS.formatted(version.isAtLeast(11) ? "k.conparentid = 0" : "true", userTables());
            case INDEX -> INDEXES;
            case TRIGGER ->
                TRIGGERS.formatted(
                        NOTHING_ELSE,
                        version.isAtLeast(13) ? "g.tgparentid = 0" : "true",
                        "c.relpersistence <> 't'",
                        USER_SCHEMAS,
                        notOfExtension("pg_class", "c"));
            case RULE -> RULES;
            case POLICY -> POLICIES;
        };
    }

    private static String userTables() {
        return "c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't' AND " + USER_SCHEMAS + " AND "
                + notOfExtension("pg_class", "c");
    }

    private static String notOfExtension(String catalog, String alias) {
        return "NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = '%s'::regclass AND x.objid = %s.oid"
                        .formatted(catalog, alias)
                + " AND x.deptype = 'e')";
    }
}
