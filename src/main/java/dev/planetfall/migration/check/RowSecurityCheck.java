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
import java.util.List;
import java.util.function.Consumer;

/**
 * Whether row-level security hides rows of a table in scope from the role that copies them. The copy would leave those rows
 * out without any error.
 *
 * @see <a href="https://www.postgresql.org/docs/current/ddl-rowsecurity.html">Row security policies</a>
 */
final class RowSecurityCheck implements Check {
    /** The server's own verdict: it knows of owners, of BYPASSRLS and of tables that filter even their owner. */
    private static final String FILTERED = """
            SELECT n.nspname AS schema, c.relname AS name
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND row_security_active(c.oid) AND %s ORDER BY 1, 2
            """.formatted(Catalog.USER_SCHEMAS);

    @Override
    public CheckName name() {
        return new CheckName(
                "row-security", Messages.text("check.row-security.rows-hidden-by-row-level"), CheckGroup.PERMISSIONS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Scope scope = context.plan().scope();
        List<QualifiedName> filtered = context
                .source()
                .withReadOnlySession(session -> session.query(FILTERED, row -> row.qualifiedName("schema", "name")))
                .stream()
                .filter(scope::includes)
                .toList();
        if (filtered.isEmpty()) {
            findings.accept(Finding.passed(id(), Messages.text("check.row-security.no-row-level-security-hides")));
            return;
        }
        Identifier role = new Identifier(context.plan().source().user());
        String sql = "ALTER ROLE " + role.quoted() + " %sBYPASSRLS;";
        findings.accept(Finding.blocker(
                        id(),
                        Messages.plural(
                                "check.row-security.row-level-security-hides-rows",
                                filtered.size(),
                                role,
                                Listing.of(filtered)),
                        Messages.text("check.row-security.the-copy-would-leave-those"))
                .withDetails(filtered.stream().map(QualifiedName::toString).toList())
                .withRemedy(new Remedy(
                        Side.SOURCE,
                        sql.formatted(""),
                        Messages.text("check.row-security.only-an-administrator-of-the"),
                        sql.formatted("NO"))));
    }
}
