package dev.planetfall.migration.check;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.Table;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Whether the tables to be copied are empty on the target: rows there would collide with the copy, or double it. */
final class TargetEmptyCheck implements Check {
    @Override
    public String id() {
        return "target-empty";
    }

    @Override
    public String title() {
        return "Empty tables on PlanetScale";
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Set<QualifiedName> wanted = context.source()
                .withReadOnlySession(session -> new Catalog(session)
                        .tables().stream()
                                .map(Table::name)
                                .filter(context.plan().scope()::includes)
                                .collect(Collectors.toSet()));
        findings.accept(context.target().withReadOnlySession(session -> judge(context, session, wanted)));
    }

    private Finding judge(MigrationContext context, Session target, Set<QualifiedName> wanted) {
        Catalog catalog = new Catalog(target);
        if (catalog.subscriptionExists(context.plan().names().subscription())) {
            return Finding.passed(id(), "PlanetScale holds rows of this very migration, which goes on.");
        }
        List<String> filled = catalog.tables().stream()
                .map(Table::name)
                .filter(wanted::contains)
                .filter(table -> holdsRows(target, table))
                .map(QualifiedName::toString)
                .toList();
        if (filled.isEmpty()) {
            return Finding.passed(id(), "No table of the source holds rows on PlanetScale yet.");
        }
        return Finding.blocker(
                        id(),
                        Quantities.count(filled.size(), "table") + " of the source hold rows on PlanetScale already.",
                        "Choose an empty database, or empty these tables yourself if nobody needs the rows.")
                .withDetails(filled);
    }

    private static boolean holdsRows(Session target, QualifiedName table) {
        return target.queryOne(
                "SELECT EXISTS (SELECT FROM " + table.quoted() + ") AS filled", row -> row.flag("filled"));
    }
}
