package dev.planetfall.migration.step;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.copy.SnapshotCopy;
import dev.planetfall.migration.freeze.WriteFreeze;

/** Stops every writer on the source before the rows are copied, where no replication could bring what is written later. */
final class FreezeForCopyStep implements Step {
    private final FreezeWritesStep freeze = new FreezeWritesStep(false);

    @Override
    public String id() {
        return "freeze-for-copy";
    }

    @Override
    public Phase phase() {
        return Phase.REPLICATE;
    }

    @Override
    public boolean serves(Method method) {
        return method == Method.DUMP_AND_RESTORE;
    }

    @Override
    public String title() {
        return freeze.title();
    }

    @Override
    public boolean isDone(MigrationContext context) {
        return freeze.isDone(context);
    }

    /** Rows that were copied before writers could write again are too old. */
    @Override
    public void run(MigrationContext context) {
        if (!WriteFreeze.lasts(context)) {
            SnapshotCopy.outdate(context);
        }
        freeze.run(context);
    }

    @Override
    public boolean isTakenBackOnFailure() {
        return true;
    }

    @Override
    public void undo(MigrationContext context) {
        freeze.undo(context);
    }
}
