package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.WayBack;
import dev.planetfall.migration.WayBackEvent.RolledBack;
import dev.planetfall.migration.freeze.FreezeGuard;
import dev.planetfall.migration.freeze.FreezeProof;
import dev.planetfall.migration.freeze.WriteFreeze;

/** Makes sure that nobody has written to PlanetScale meanwhile, and lets writers on the source again. */
final class HandBackStep implements Step {
    @Override
    public String id() {
        return WayBack.STEPS + "hand-over";
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
        return Messages.text("step.hand-back.allow-writes-on-the-source");
    }

    @Override
    public boolean isDone(MigrationContext context) {
        return false;
    }

    /** It is told before the first writer is let on: a crash in between must not take back what writers rely on. */
    @Override
    public void run(MigrationContext context) {
        FreezeGuard.end(context.reversed());
        FreezeProof.require(context.reversed());
        context.unlimit();
        context.report(new RolledBack(context.clock().instant()));
    }

    /** What fails here is offered on the page, where writes still count as stopped. */
    @Override
    public void settle(MigrationContext context) {
        WriteFreeze.lift(context);
    }

    @Override
    public void undo(MigrationContext context) {
        // The source stays closed to writers as it was.
    }
}
