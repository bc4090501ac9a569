package dev.planetfall.migration.step;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.copy.Subscription;
import dev.planetfall.postgres.Catalog;

/** Ends replication: the subscription on the target goes, and with it the slot that makes the source keep log. */
final class DropSubscriptionStep implements Step {
    @Override
    public String id() {
        return "drop-subscription";
    }

    @Override
    public Phase phase() {
        return Phase.FINISH;
    }

    @Override
    public boolean serves(Method method) {
        return method.replicates();
    }

    @Override
    public String title() {
        return "Drop the subscription and its slot";
    }

    @Override
    public boolean isDone(MigrationContext context) {
        return !Subscription.exists(context)
                && context.source()
                        .withReadOnlySession(session -> new Catalog(session)
                                .slot(context.plan().names().slot())
                                .isEmpty());
    }

    @Override
    public void run(MigrationContext context) {
        Subscription.drop(context);
    }

    @Override
    public void undo(MigrationContext context) {
        // What was dropped cannot be taken up again where it was: a new migration copies anew.
    }
}
