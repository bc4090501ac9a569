package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether the role of the source may read what is copied: schemas, tables and sequences. That it may connect to the
 * database is proved by the question itself. Materialized views are made anew from their queries, so nobody reads them.
 *
 * @see <a href="https://www.postgresql.org/docs/current/logical-replication-security.html">Rights for the initial copy</a>
 */
final class ReadRightsCheck implements Check {
    private static final String NOT_AN_EXTENSIONS = "c.relpersistence <> 't' AND NOT EXISTS (SELECT FROM pg_depend d"
            + " WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')";

    /** Columns that the role may read one by one would lose that right when the right on their table is taken back. */
    private static final String UNREADABLE = """
            SELECT 'SCHEMA' AS kind, n.nspname AS schema, NULL AS name, pg_has_role(n.nspowner, 'USAGE') AS owned,
                   NULL AS columns
            FROM pg_namespace n
            WHERE %1$s AND NOT has_schema_privilege(n.oid, 'USAGE') AND EXISTS (SELECT FROM pg_class c
                  WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'S') AND %2$s)
            UNION ALL
            SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, n.nspname, c.relname,
                   pg_has_role(c.relowner, 'USAGE'),
                   (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
                    FROM pg_attribute a, aclexplode(a.attacl) g
                    WHERE a.attrelid = c.oid AND g.privilege_type = 'SELECT'
                      AND g.grantee = (SELECT oid FROM pg_roles WHERE rolname = current_user))
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'S') AND %1$s AND %2$s
              AND NOT CASE c.relkind WHEN 'S' THEN has_sequence_privilege(c.oid, 'SELECT')
                      ELSE has_table_privilege(c.oid, 'SELECT') END
            ORDER BY 1, 2, 3
            """.formatted(Catalog.USER_SCHEMAS, NOT_AN_EXTENSIONS);

    @Override
    public CheckName name() {
        return new CheckName(
                "read-rights", Messages.text("check.read-rights.right-to-read-what-is"), CheckGroup.PERMISSIONS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        context.source().withReadOnlySession(session -> {
            Identifier role = session.queryOne("SELECT current_user AS role", row -> row.identifier("role"));
            List<Unreadable> unreadable = session.query(UNREADABLE, Unreadable::of).stream()
                    .filter(object -> object.isIn(context.plan().scope()))
                    .toList();
            findings.accept(
                    unreadable.isEmpty()
                            ? Finding.passed(id(), Messages.text("check.read-rights.role-may-read-every-schema", role))
                            : refused(role, unreadable));
            return true;
        });
    }

    private Finding refused(Identifier role, List<Unreadable> unreadable) {
        Remedy remedy = new Remedy(
                Side.SOURCE,
                lines(unreadable, object -> object.grant(role)),
                Messages.text("check.read-rights.changes-the-source-the-role"),
                lines(unreadable, object -> object.revoke(role)));
        boolean mayRun = unreadable.stream().allMatch(Unreadable::owned);
        return Finding.blocker(
                        id(),
                        Messages.plural(
                                "check.read-rights.role-may-not-read-objects",
                                unreadable.size(),
                                role,
                                Listing.of(unreadable)),
                        Messages.text("check.read-rights.the-copy-would-fail-there"))
                .withDetails(unreadable.stream().map(Unreadable::toString).toList())
                .withRemedy(mayRun ? remedy : remedy.byAdministrator());
    }

    private static String lines(List<Unreadable> objects, Function<Unreadable, String> statement) {
        return objects.stream().map(statement).collect(Collectors.joining("\n"));
    }

    /**
     * @param kind as SQL says it
     * @param name empty for a schema
     * @param columns quoted, those that the role may read by a right of their own; empty when there are none
     */
    private record Unreadable(
            String kind, Identifier schema, Optional<QualifiedName> name, boolean owned, String columns) {
        static Unreadable of(Row row) {
            Identifier schema = row.identifier("schema");
            return new Unreadable(
                    row.text("kind"),
                    schema,
                    row.optionalText("name").map(name -> new QualifiedName(schema, new Identifier(name))),
                    row.flag("owned"),
                    row.optionalText("columns").orElse(""));
        }

        boolean isIn(Scope scope) {
            return name.map(scope::includes).orElseGet(() -> scope.includesSchema(schema));
        }

        String grant(Identifier role) {
            return "GRANT " + right() + " TO " + role.quoted() + ";";
        }

        String revoke(Identifier role) {
            String back = "REVOKE " + right() + " FROM " + role.quoted() + ";";
            return columns.isEmpty()
                    ? back
                    : back + "\nGRANT SELECT (" + columns + ") ON " + object() + " TO " + role.quoted() + ";";
        }

        private String right() {
            return (name.isPresent() ? "SELECT ON " : "USAGE ON ") + object();
        }

        private String object() {
            return kind + " " + name.map(QualifiedName::quoted).orElseGet(schema::quoted);
        }

        @Override
        public String toString() {
            return kind.toLowerCase(Locale.ROOT) + " "
                    + name.map(QualifiedName::toString).orElseGet(schema::name);
        }
    }
}
