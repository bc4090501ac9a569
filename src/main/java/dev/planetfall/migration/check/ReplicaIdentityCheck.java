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
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.ReplicaIdentity;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Whether every table in scope says by which columns its rows are known. Publishing one that does not makes the
 * application's own UPDATE and DELETE fail at once.
 *
 * @see <a href="https://www.postgresql.org/docs/current/logical-replication-publication.html">Replica identity</a>
 */
final class ReplicaIdentityCheck implements ReplicationCheck {
    @Override
    public CheckName name() {
        return new CheckName(
                "replica-identity",
                Messages.text("check.replica-identity.replica-identity-of-every-table"),
                CheckGroup.TABLES_AND_KEYS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Scope scope = context.plan().scope();
        context.source().withReadOnlySession(session -> {
            List<Table> tables = new Catalog(session)
                    .tables().stream()
                            .filter(Table::replicates)
                            .filter(table -> scope.includes(table.name()))
                            .toList();
            report(session, tables, findings);
            return true;
        });
    }

    private void report(Session session, List<Table> tables, Consumer<Finding> findings) {
        List<Table> without = having(ReplicaIdentity.NONE, tables);
        List<String> failing = new ArrayList<>();
        List<String> slow = new ArrayList<>();
        List<Table> full = having(ReplicaIdentity.FULL, tables);
        Map<QualifiedName, List<String>> incomparable = IncomparableColumns.of(session, full);
        for (Table table : full) {
            List<String> columns = incomparable.getOrDefault(table.name(), List.of());
            if (columns.isEmpty()) {
                slow.add(table.name().toString());
            } else {
                failing.add(table.name() + ": " + String.join(", ", columns));
            }
        }
        if (!without.isEmpty()) {
            findings.accept(missing(session, without));
        }
        if (!failing.isEmpty()) {
            findings.accept(cannotCompare(failing));
        }
        if (!slow.isEmpty()) {
            findings.accept(searched(slow));
        }
        if (without.isEmpty() && failing.isEmpty()) {
            findings.accept(Finding.passed(
                    id(), Messages.plural("check.replica-identity.every-table-that-is-replicated", tables.size())));
        }
    }

    private static List<Table> having(ReplicaIdentity identity, List<Table> tables) {
        return tables.stream()
                .filter(table -> table.replicaIdentity() == identity)
                .toList();
    }

    private Finding cannotCompare(List<String> tables) {
        return Finding.blocker(
                        id(),
                        Messages.plural("check.replica-identity.replica-identity-full-cannot-work", tables.size()),
                        Messages.text("check.replica-identity.give-each-a-primary-key-and"))
                .withDetails(tables);
    }

    private Finding searched(List<String> tables) {
        return Finding.warning(
                        id(),
                        Messages.plural(
                                "check.replica-identity.tables-of-the-source-name", tables.size(), Listing.of(tables)),
                        Messages.text("check.replica-identity.it-works-but-each-update"))
                .withDetails(tables);
    }

    private Finding missing(Session session, List<Table> without) {
        List<IdentityChoice> choices = IdentityChoice.of(session, without);
        List<QualifiedName> names =
                choices.stream().map(choice -> choice.table().name()).toList();
        Finding finding = Finding.blocker(
                        id(),
                        Messages.plural(
                                "check.replica-identity.tables-of-the-source-have", names.size(), Listing.of(names)),
                        Messages.text("check.replica-identity.give-each-a-primary-key"))
                .withDetails(choices.stream().map(IdentityChoice::sentence).toList());
        List<IdentityChoice> mendable =
                choices.stream().filter(IdentityChoice::isMendable).toList();
        return mendable.isEmpty() ? finding : finding.withRemedy(remedy(mendable));
    }

    private static Remedy remedy(List<IdentityChoice> choices) {
        return new Remedy(
                Side.SOURCE,
                choices.stream().map(IdentityChoice::sql).collect(Collectors.joining("\n")),
                Messages.plural("check.replica-identity.changes-the-source-its-log", choices.size()),
                choices.stream().map(IdentityChoice::undo).collect(Collectors.joining("\n")));
    }
}
