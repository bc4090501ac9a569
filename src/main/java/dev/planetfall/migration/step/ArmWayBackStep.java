package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.WayBackEvent.WayBackArmed;
import dev.planetfall.migration.WayBackEvent.WayBackStopped;
import dev.planetfall.migration.copy.Publication;
import dev.planetfall.migration.copy.ReturnReplication;
import dev.planetfall.migration.copy.Subscription;

/** Turns replication round while nobody writes: from now on the old server follows the new one. */
final class ArmWayBackStep implements Step {
    @Override
    public String id() {
        return "arm-way-back";
    }

    @Override
    public Phase phase() {
        return Phase.CUTOVER;
    }

    @Override
    public boolean serves(Method method) {
        return method.replicates();
    }

    @Override
    public String title() {
        return Messages.text("step.arm-way-back.let-the-source-follow-planetscale");
    }

    @Override
    public boolean isDone(MigrationContext context) {
        return !context.plan().wayBack();
    }

    @Override
    public void run(MigrationContext context) {
        ReturnReplication.switchOver(context);
        if (context.actual(Side.SOURCE) == Side.SOURCE) {
            context.report(new WayBackArmed(context.clock().instant()));
        }
    }

    /** Nothing follows the old direction any more, and its slot would keep log for nobody. */
    @Override
    public void settle(MigrationContext context) {
        if (context.plan().wayBack()) {
            Subscription.drop(context);
            Publication.drop(context);
        }
    }

    @Override
    public void undo(MigrationContext context) {
        ReturnReplication.switchBack(context);
        if (context.actual(Side.SOURCE) == Side.SOURCE
                && context.state().wayBack().isArmed()) {
            context.report(new WayBackStopped(context.clock().instant()));
        }
    }
}
