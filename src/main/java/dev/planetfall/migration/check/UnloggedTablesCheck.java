package dev.planetfall.migration.check;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Table;
import java.util.List;
import java.util.function.Consumer;

/** Tables whose rows never enter the log, so that replication cannot carry them. */
final class UnloggedTablesCheck implements Check {
    @Override
    public String id() {
        return "unlogged-tables";
    }

    @Override
    public String title() {
        return "Unlogged tables";
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        List<String> unlogged = context.source()
                .withReadOnlySession(session -> new Catalog(session)
                        .tables().stream()
                                .filter(table -> table.kind() == Table.Kind.UNLOGGED)
                                .map(Table::name)
                                .filter(context.plan().scope()::includes)
                                .map(Object::toString)
                                .toList());
        findings.accept(
                unlogged.isEmpty()
                        ? Finding.passed(id(), "No table in scope is unlogged.")
                        : Finding.warning(
                                        id(),
                                        "The rows of " + unlogged.size() + " unlogged tables are not carried over.",
                                        "Their structure is. Copy the rows yourself after the cutover, or make the tables logged"
                                                + " before it.")
                                .withDetails(unlogged));
    }
}
