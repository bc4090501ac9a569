package dev.planetfall.migration.check;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.RoleFacts;
import dev.planetfall.postgres.Table;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whether the source's role sees every row. A role that row-level security filters copies only the rows it may see, and no
 * error tells of the others.
 */
final class RowSecurityCheck implements Check {
    @Override
    public String id() {
        return "row-security";
    }

    @Override
    public String title() {
        return "Row-level security";
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        findings.accept(context.source().withReadOnlySession(session -> {
            Catalog catalog = new Catalog(session);
            List<Table> filtered = catalog.tables().stream()
                    .filter(table ->
                            table.rowSecurity() && context.plan().scope().includes(table.name()))
                    .toList();
            return judge(filtered, catalog.role());
        }));
    }

    private Finding judge(List<Table> filtered, RoleFacts role) {
        if (filtered.isEmpty()) {
            return Finding.passed(id(), "No table in scope hides rows by row-level security.");
        }
        List<String> names =
                filtered.stream().map(table -> table.name().toString()).toList();
        if (role.bypassesRowSecurity()) {
            return Finding.note(
                            id(),
                            Quantities.count(filtered.size(), "table") + " use row-level security; role " + role.name()
                                    + " sees all their rows.",
                            "")
                    .withDetails(names);
        }
        String sql = "ALTER ROLE " + role.name().quoted() + " BYPASSRLS";
        return Finding.blocker(
                        id(),
                        Quantities.count(filtered.size(), "table") + " use row-level security, and role " + role.name()
                                + " may not see all their rows: the others would be missing without any error.",
                        "Let an administrator of the source grant BYPASSRLS, or connect as a role that has it.")
                .withDetails(names)
                .withRemedy(new Remedy(
                        Side.SOURCE, sql, "The role sees every row.", sql.replace("BYPASSRLS", "NOBYPASSRLS")));
    }
}
