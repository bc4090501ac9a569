package dev.planetfall.migration.check;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.RoleFacts;
import dev.planetfall.postgres.Table;
import java.util.List;
import java.util.function.Consumer;

/** Whether the roles may publish every table on the source and subscribe on the target. */
final class SubscriptionRightCheck implements Check {
    @Override
    public String id() {
        return "subscription-right";
    }

    @Override
    public String title() {
        return "The rights to publish and subscribe";
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Finding publishing = context.source().withReadOnlySession(session -> {
            Catalog catalog = new Catalog(session);
            List<String> foreign = catalog.tables().stream()
                    .filter(table -> table.replicates() && !table.owned())
                    .map(Table::name)
                    .filter(context.plan().scope()::includes)
                    .map(Object::toString)
                    .toList();
            return publishing(catalog.role(), foreign);
        });
        findings.accept(publishing);
        findings.accept(subscribing(context.target().withReadOnlySession(session -> new Catalog(session).role())));
    }

    private Finding publishing(RoleFacts role, List<String> foreign) {
        if (!role.mayCreateInDatabase()) {
            return Finding.blocker(
                    id(),
                    "Role " + role.name() + " may not create a publication on the source.",
                    "Let the owner of the database grant it CREATE on the database.");
        }
        if (!foreign.isEmpty()) {
            return Finding.blocker(
                            id(),
                            "Role " + role.name() + " does not own " + foreign.size()
                                    + " of the source's tables and may not publish them.",
                            "Connect as their owner, or let the owner's role be granted to this one.")
                    .withDetails(foreign);
        }
        return Finding.passed(id(), "Role " + role.name() + " may publish every table in scope.");
    }

    private Finding subscribing(RoleFacts role) {
        if (role.maySubscribe() && role.mayCreateInDatabase()) {
            return Finding.passed(id(), "Role " + role.name() + " may subscribe on PlanetScale.");
        }
        return Finding.blocker(
                id(),
                "Role " + role.name() + " on PlanetScale lacks "
                        + (role.maySubscribe() ? "CREATE on the database." : "membership in pg_create_subscription."),
                "Use the branch's default role, or a role with pg_create_subscription and postgres.");
    }
}
