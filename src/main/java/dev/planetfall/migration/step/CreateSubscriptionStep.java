package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.copy.Subscription;
import dev.planetfall.migration.schema.RowObstacles;

/** Subscribes the target to the source: the copy begins, and the source keeps log from now on. */
final class CreateSubscriptionStep implements Step {
    @Override
    public String id() {
        return "create-subscription";
    }

    @Override
    public Phase phase() {
        return Phase.REPLICATE;
    }

    @Override
    public boolean serves(Method method) {
        return method.replicates();
    }

    @Override
    public String title() {
        return Messages.text("step.create-subscription.create-the-subscription-on-planetscale");
    }

    @Override
    public boolean isDone(MigrationContext context) {
        return Subscription.isRunning(context);
    }

    @Override
    public void run(MigrationContext context) {
        if (context.plan().method() == Method.LOGICAL_REPLICATION && !Subscription.exists(context)) {
            RowObstacles.holdBackChecks(context);
        }
        Subscription.create(context);
    }

    @Override
    public void undo(MigrationContext context) {
        Subscription.drop(context);
    }
}
