package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.function.Consumer;

/**
 * Columns that the server computes. Replication does not send them; PlanetScale computes its own. That fails where rows are
 * known by such a column.
 *
 * @see <a href="https://www.postgresql.org/docs/current/logical-replication-gencols.html">Generated columns</a>
 */
final class GeneratedColumnsCheck implements Check {
    private static final String COLUMNS = """
            SELECT n.nspname AS schema, c.relname AS name,
                   a.attname AS column, a.attgenerated = 'v' AS virtual
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated <> '' AND %1$s AND %2$s AND %3$s ORDER BY 1, 2, 3
            """;

    private static final String VIRTUAL = "a.attgenerated = 'v'";

    /** In the index by which changed rows are named. */
    private static final String IN_IDENTITY = """
            EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND a.attnum = ANY (i.indkey)
              AND CASE c.relreplident WHEN 'd' THEN i.indisprimary WHEN 'i' THEN i.indisreplident ELSE false END)
            """;

    @Override
    public CheckName name() {
        return new CheckName(
                "generated-columns",
                Messages.text("check.generated-columns.computed-columns"),
                CheckGroup.TYPES_AND_FEATURES);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Scope scope = context.plan().scope();
        boolean targetKnowsVirtual = context.target()
                .withReadOnlySession(session -> new Catalog(session).version().isAtLeast(18));
        context.source().withReadOnlySession(session -> {
            if (!new Catalog(session).version().isAtLeast(12)) {
                findings.accept(
                        Finding.passed(id(), Messages.text("check.generated-columns.this-version-of-postgresql-has")));
                return true;
            }
            List<Spotted> all = columns(session, scope, "true");
            boolean replicates = context.plan().method().replicates();
            List<Spotted> naming = replicates ? columns(session, scope, IN_IDENTITY) : List.of();
            List<Spotted> unknown = targetKnowsVirtual ? List.of() : columns(session, scope, VIRTUAL);
            report(all, naming, unknown, findings);
            return true;
        });
    }

    private static List<Spotted> columns(Session session, Scope scope, String which) {
        return Spotted.inScope(
                session,
                scope,
                row -> row.flag("virtual")
                        ? Messages.text("check.generated-columns.virtual", row.text("column"))
                        : row.text("column"),
                COLUMNS.formatted(Catalog.USER_SCHEMAS, Spotted.NOT_OF_EXTENSION, which));
    }

    private void report(List<Spotted> all, List<Spotted> naming, List<Spotted> unknown, Consumer<Finding> findings) {
        if (!naming.isEmpty()) {
            findings.accept(Finding.blocker(
                            id(),
                            Messages.plural(
                                    "check.generated-columns.rows-of-tables-of-the",
                                    Spotted.names(naming).size(),
                                    Listing.of(Spotted.names(naming))),
                            Messages.text("check.generated-columns.the-first-update-or-delete"))
                    .withDetails(Spotted.lines(naming)));
        }
        if (!unknown.isEmpty()) {
            findings.accept(Finding.blocker(
                            id(),
                            Messages.plural(
                                    "check.generated-columns.planetscale-is-older-than-version",
                                    Spotted.names(unknown).size()),
                            Messages.text("check.generated-columns.choose-postgresql-18-on-planetscale"))
                    .withDetails(Spotted.lines(unknown)));
        }
        if (!all.isEmpty()) {
            findings.accept(Finding.note(
                            id(),
                            Messages.plural(
                                    "check.generated-columns.planetscale-computes-columns-by-itself", all.size()),
                            Messages.text("check.generated-columns.nothing-to-do-a-formula"))
                    .withDetails(Spotted.lines(all)));
        } else {
            findings.accept(Finding.passed(id(), Messages.text("check.generated-columns.no-table-in-scope-has")));
        }
    }
}
