package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Remnant;
import dev.planetfall.migration.Remnant.Kind;
import dev.planetfall.migration.cleanup.RemnantRemoval;

/** Ends replication in either direction: the subscriptions go, and then the slots that make a server keep log for them. */
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
        return Messages.text("step.drop-subscription.drop-the-subscription-and-its");
    }

    @Override
    public boolean isDone(MigrationContext context) {
        return RemnantRemoval.isDone(context, DropSubscriptionStep::isPart);
    }

    @Override
    public void run(MigrationContext context) {
        RemnantRemoval.run(context, DropSubscriptionStep::isPart);
    }

    @Override
    public void undo(MigrationContext context) {
        // What was dropped cannot be taken up again where it was: a new migration copies anew.
    }

    private static boolean isPart(Remnant remnant) {
        return remnant.kind() == Kind.SUBSCRIPTION || remnant.kind() == Kind.REPLICATION_SLOT;
    }
}
