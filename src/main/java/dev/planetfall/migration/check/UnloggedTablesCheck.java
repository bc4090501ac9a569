package dev.planetfall.migration.check;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Table;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Names tables that replication cannot carry because they are not written to the log. */
final class UnloggedTablesCheck implements Check {
    @Override
    public CheckName name() {
        return new CheckName("unlogged-tables", "Unlogged tables", CheckGroup.TABLES_AND_KEYS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Scope scope = context.plan().scope();
        List<QualifiedName> unlogged =
                context.source().withReadOnlySession(session -> new Catalog(session).tables()).stream()
                        .filter(table -> table.kind() == Table.Kind.UNLOGGED && !table.extensionMember())
                        .map(Table::name)
                        .filter(scope::includes)
                        .toList();
        findings.accept(
                unlogged.isEmpty()
                        ? Finding.passed(id(), "No table in scope is unlogged.")
                        : Finding.warning(
                                        id(),
                                        Quantities.count(unlogged.size(), "unlogged table")
                                                + " will be made on PlanetScale without rows: " + Listing.of(unlogged)
                                                + ".",
                                        "Replication cannot carry what is not in the log. Leave it so for caches and the"
                                                + " like, or make the tables logged first.")
                                .withDetails(unlogged.stream()
                                        .map(QualifiedName::toString)
                                        .toList())
                                .withRemedy(new Remedy(
                                        Side.SOURCE,
                                        alter(unlogged, "LOGGED"),
                                        "Changes the source: rewrites each table and keeps it locked meanwhile.",
                                        alter(unlogged, "UNLOGGED"))));
    }

    private static String alter(List<QualifiedName> tables, String setting) {
        return tables.stream()
                .map(table -> "ALTER TABLE " + table.quoted() + " SET " + setting + ";")
                .collect(Collectors.joining("\n"));
    }
}
