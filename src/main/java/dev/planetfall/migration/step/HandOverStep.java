package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CutoverEvent.TargetReady;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.freeze.FreezeGuard;
import dev.planetfall.migration.freeze.FreezeProof;
import dev.planetfall.migration.freeze.WriteFreeze;

/** Makes sure that nobody has written meanwhile, and declares PlanetScale ready: the point from which the application may write there. */
final class HandOverStep implements Step {
    @Override
    public String id() {
        return "hand-over";
    }

    @Override
    public Phase phase() {
        return Phase.CUTOVER;
    }

    @Override
    public String title() {
        return Messages.text("step.hand-over.make-sure-that-nobody-wrote");
    }

    /** Only a look after everything else counts. */
    @Override
    public boolean isDone(MigrationContext context) {
        return false;
    }

    /** After a roll back PlanetScale was closed to writers, too. */
    @Override
    public void run(MigrationContext context) {
        if (context.plan().method().stopsWriters()) {
            FreezeGuard.end(context);
            FreezeProof.require(context);
            context.unlimit();
        }
        if (context.state().isFrozen(Side.TARGET)) {
            WriteFreeze.lift(context.reversed());
        }
        context.report(new TargetReady(context.clock().instant()));
    }

    @Override
    public void undo(MigrationContext context) {
        // What was declared is taken back with the phase.
    }
}
