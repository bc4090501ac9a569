package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.WayBackEvent.WayBackRetired;
import dev.planetfall.migration.cleanup.RemnantRemoval;

/** Ends the replication from PlanetScale to the source. From then on the cutover cannot be undone without losing rows. */
final class DropWayBackStep implements Step {
    @Override
    public String id() {
        return "drop-way-back";
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
        return Messages.text("step.drop-way-back.give-up-the-way-back");
    }

    @Override
    public boolean isDone(MigrationContext context) {
        return !context.state().wayBack().isArmed()
                && RemnantRemoval.isDone(context, RemnantRemoval.ofWayBack(context));
    }

    @Override
    public void run(MigrationContext context) {
        RemnantRemoval.run(context, RemnantRemoval.ofWayBack(context));
        if (context.state().wayBack().isArmed()) {
            context.report(new WayBackRetired(context.clock().instant()));
        }
    }

    @Override
    public void undo(MigrationContext context) {
        // What was written to PlanetScale since is not on the source: there is nothing to go back to.
    }
}
