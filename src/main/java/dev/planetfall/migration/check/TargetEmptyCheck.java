package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Whether the tables to copy into hold no rows yet. Rows that are there already stop the copy with duplicate keys, or stay
 * among the copied ones without anybody noticing.
 */
final class TargetEmptyCheck implements Check {
    @Override
    public CheckName name() {
        return new CheckName(
                "target-empty", Messages.text("check.target-empty.empty-tables-on-planetscale"), CheckGroup.TARGET);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Scope scope = context.plan().scope();
        Set<QualifiedName> wanted =
                context.source().withReadOnlySession(session -> new Catalog(session).tables()).stream()
                        .filter(table -> table.kind() != Table.Kind.PARTITIONED && !table.extensionMember())
                        .map(Table::name)
                        .filter(scope::includes)
                        .collect(Collectors.toSet());
        context.target().withReadOnlySession(session -> {
            Catalog catalog = new Catalog(session);
            if (catalog.subscriptionExists(context.plan().names().subscription())) {
                findings.accept(
                        Finding.passed(id(), Messages.text("check.target-empty.this-migration-is-copying-into")));
                return true;
            }
            List<QualifiedName> there = catalog.tables().stream()
                    .filter(table -> table.kind() != Table.Kind.PARTITIONED)
                    .map(Table::name)
                    .filter(wanted::contains)
                    .toList();
            look(context, session, there, findings);
            return true;
        });
    }

    private void look(
            MigrationContext context, Session session, List<QualifiedName> tables, Consumer<Finding> findings) {
        List<QualifiedName> filled = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (QualifiedName table : tables) {
            context.throwIfCancelled();
            try {
                if (hasRows(session, table)) {
                    filled.add(table);
                }
            } catch (DatabaseException e) {
                if (e.state().isConnectionLoss()) {
                    throw e;
                }
                unreadable.add(table + ": " + e.getMessage().lines().findFirst().orElse(""));
            }
        }
        report(tables, filled, unreadable, findings);
    }

    private static boolean hasRows(Session session, QualifiedName table) {
        return session.queryOne(
                "SELECT EXISTS (SELECT FROM " + table.quoted() + ") AS filled", row -> row.flag("filled"));
    }

    private void report(
            List<QualifiedName> tables,
            List<QualifiedName> filled,
            List<String> unreadable,
            Consumer<Finding> findings) {
        if (!filled.isEmpty()) {
            findings.accept(Finding.blocker(
                            id(),
                            Messages.plural(
                                    "check.target-empty.planetscale-holds-rows-already-in",
                                    filled.size(),
                                    Listing.of(filled)),
                            Messages.text("check.target-empty.choose-an-empty-database-or"))
                    .withDetails(filled.stream().map(QualifiedName::toString).toList()));
        }
        if (!unreadable.isEmpty()) {
            findings.accept(Finding.unknown(
                            id(),
                            Messages.plural("check.target-empty.could-not-look-into-tables", unreadable.size()),
                            Messages.text("check.target-empty.let-this-role-read-them"))
                    .withDetails(unreadable));
        }
        if (filled.isEmpty() && unreadable.isEmpty()) {
            findings.accept(Finding.passed(
                    id(),
                    tables.isEmpty()
                            ? Messages.text("check.target-empty.planetscale-has-none-of-the")
                            : Messages.plural("check.target-empty.no-rows-yet-on-planetscale", tables.size())));
        }
    }
}
