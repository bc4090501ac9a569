package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.freeze.WriteFreeze;

/** Refuses to hand over to rows that were copied before somebody could write to the source again. */
final class CheckFreezeStep implements Step {
    @Override
    public String id() {
        return "check-freeze";
    }

    @Override
    public Phase phase() {
        return Phase.CUTOVER;
    }

    @Override
    public boolean serves(Method method) {
        return method == Method.DUMP_AND_RESTORE;
    }

    @Override
    public String title() {
        return Messages.text("step.check-freeze.look-whether-writes-stayed-stopped");
    }

    @Override
    public boolean isDone(MigrationContext context) {
        return false;
    }

    @Override
    public void run(MigrationContext context) {
        if (!WriteFreeze.lasts(context)) {
            throw new StepFailedException(
                    Messages.text("step.check-freeze.the-source-accepted-writes-again"),
                    Messages.text("step.check-freeze.run-copy-rows-again-it"));
        }
    }

    @Override
    public void undo(MigrationContext context) {
        // Looking changed nothing.
    }
}
