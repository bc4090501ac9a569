package dev.planetfall.migration.step;

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
        return "Look whether writes stayed stopped since the copy";
    }

    @Override
    public boolean isDone(MigrationContext context) {
        return false;
    }

    @Override
    public void run(MigrationContext context) {
        if (!WriteFreeze.lasts(context)) {
            throw new StepFailedException(
                    "The source accepted writes again after its rows were copied, so PlanetScale may lack some.",
                    "Run Copy rows again: it stops writes and copies the rows anew. Then cut over.");
        }
    }

    @Override
    public void undo(MigrationContext context) {
        // Looking changed nothing.
    }
}
