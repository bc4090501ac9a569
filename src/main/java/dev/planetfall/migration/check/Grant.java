package dev.planetfall.migration.check;

import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Row;
import dev.planetfall.postgres.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a role may do with one object, in the words of {@code GRANT}.
 *
 * @param kind as it stands after ON: TABLE, SEQUENCE, SCHEMA, ROUTINE, or TABLES and so on for objects made later
 * @param schema of the object, or the schema itself
 * @param object quoted for SQL text
 * @param role empty for everybody
 * @param privileges with the columns they are limited to
 */
record Grant(String kind, Identifier schema, String object, String role, List<String> privileges, boolean passesOn) {
    /**
     * Rights of owners are told apart in none of this: who owns an object may do all of it. Everybody may call a new function
     * and use the schema public, so those rights come along by themselves.
     */
    private static final String GRANTS =
            """
            WITH acl AS (
              SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind, n.nspname AS schema,
                     c.relname AS name, quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS object, '' AS columns,
                     coalesce(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner)) AS acl
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND %1$s AND %2$s
              UNION ALL
              SELECT 'TABLE', n.nspname, c.relname, quote_ident(n.nspname) || '.' || quote_ident(c.relname),
                     ' (' || quote_ident(a.attname) || ')', a.attacl
              FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE a.attacl IS NOT NULL AND NOT a.attisdropped AND %1$s AND %2$s
              UNION ALL
              SELECT 'SCHEMA', n.nspname, n.nspname, quote_ident(n.nspname), '',
                     coalesce(n.nspacl, acldefault('n'::"char", n.nspowner))
              FROM pg_namespace n WHERE %1$s
              UNION ALL
              SELECT 'ROUTINE', n.nspname, p.proname,
                     quote_ident(n.nspname) || '.' || quote_ident(p.proname) || '('
                     || pg_get_function_identity_arguments(p.oid) || ')', '', p.proacl
              FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
              WHERE p.proacl IS NOT NULL AND %1$s AND NOT EXISTS (SELECT FROM pg_depend x
                WHERE x.classid = 'pg_proc'::regclass AND x.objid = p.oid AND x.deptype = 'e')
              UNION ALL
              SELECT CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN 'ROUTINES'
                     WHEN 'T' THEN 'TYPES' ELSE 'SCHEMAS' END, coalesce(n.nspname, 'public'), '',
                     coalesce(quote_ident(n.nspname), ''), '', d.defaclacl
              FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
              WHERE d.defaclobjtype IN ('r', 'S', 'f', 'T', 'n'))
            SELECT acl.kind, acl.schema, acl.name, acl.object, coalesce(r.rolname, '') AS role, x.is_grantable AS passes_on,
                   array_agg(DISTINCT x.privilege_type || acl.columns ORDER BY x.privilege_type || acl.columns) AS privileges
            FROM acl CROSS JOIN LATERAL aclexplode(acl.acl) x LEFT JOIN pg_roles r ON r.oid = x.grantee
            WHERE CASE WHEN x.grantee = 0 THEN acl.kind <> 'ROUTINE' AND NOT (acl.kind = 'SCHEMA' AND acl.schema = 'public')
                       ELSE r.rolname IS NOT NULL AND %3$s END
            GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 5, 1, 4, 6
            """.formatted(Catalog.USER_SCHEMAS, Spotted.NOT_OF_EXTENSION, OrdinaryRoles.CONDITION);

    /** Of ordinary roles and of everybody, on what is in scope. One question. */
    static List<Grant> of(Session session, Scope scope) {
        return session
                .query(
                        GRANTS,
                        row -> row.text("name").isEmpty() || scope.includes(row.qualifiedName("schema", "name"))
                                ? Optional.of(of(row))
                                : Optional.<Grant>empty())
                .stream()
                .flatMap(Optional::stream)
                .filter(grant -> scope.includesSchema(grant.schema()))
                .toList();
    }

    private static Grant of(Row row) {
        return new Grant(
                row.text("kind"),
                row.identifier("schema"),
                row.text("object"),
                row.text("role"),
                row.texts("privileges"),
                row.flag("passes_on"));
    }

    /** The statements that give these rights, one for all objects with which a role may do the same. */
    static List<String> statements(List<Grant> grants) {
        Map<List<String>, List<Grant>> alike = grants.stream()
                .collect(Collectors.groupingBy(Grant::likeness, LinkedHashMap::new, Collectors.toList()));
        return alike.values().stream().map(Grant::statement).toList();
    }

    private List<String> likeness() {
        String one = isForLater() ? object : "";
        return List.of(role, kind, one, String.join(", ", privileges), Boolean.toString(passesOn));
    }

    private static String statement(List<Grant> alike) {
        Grant first = alike.get(0);
        String what = "GRANT " + String.join(", ", first.privileges) + " ON " + first.kind;
        String to = " TO " + (first.role.isEmpty() ? "PUBLIC" : new Identifier(first.role).quoted())
                + (first.passesOn ? " WITH GRANT OPTION" : "") + ";";
        if (first.isForLater()) {
            return "ALTER DEFAULT PRIVILEGES" + (first.object.isEmpty() ? "" : " IN SCHEMA " + first.object) + " "
                    + what + to;
        }
        return what + " " + alike.stream().map(Grant::object).collect(Collectors.joining(", ")) + to;
    }

    /** Whether it is about objects that somebody will make. */
    private boolean isForLater() {
        return kind.endsWith("S");
    }
}
