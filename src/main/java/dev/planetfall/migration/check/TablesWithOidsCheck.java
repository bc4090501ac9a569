package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.postgres.Catalog;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tables with the hidden column {@code oid} of old versions. Replication does not send it and no later version has it.
 *
 * @see <a href="https://www.postgresql.org/docs/12/release-12.html">Removed in version 12</a>
 */
final class TablesWithOidsCheck implements Check {
    private static final String TABLES = """
            SELECT n.nspname AS schema, c.relname AS name, '' AS about
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relhasoids AND c.relkind = 'r' AND %s AND %s ORDER BY 1, 2
            """.formatted(Catalog.USER_SCHEMAS, Spotted.NOT_OF_EXTENSION);

    @Override
    public CheckName name() {
        return new CheckName(
                "tables-with-oids",
                Messages.text("check.tables-with-oids.hidden-oid-columns"),
                CheckGroup.TYPES_AND_FEATURES);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        findings.accept(context.source().withReadOnlySession(session -> {
            List<Spotted> tables = new Catalog(session).version().isAtLeast(12)
                    ? List.of()
                    : Spotted.inScope(session, context.plan().scope(), TABLES);
            return tables.isEmpty()
                    ? Finding.passed(id(), Messages.text("check.tables-with-oids.no-table-in-scope-has"))
                    : Finding.warning(
                                    id(),
                                    Messages.plural(
                                            "check.tables-with-oids.tables-of-the-source-have",
                                            tables.size(),
                                            Listing.of(Spotted.names(tables))),
                                    Messages.text("check.tables-with-oids.look-whether-the-application-reads"))
                            .withDetails(Spotted.lines(tables));
        }));
    }
}
