package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.copy.LargeObjectCopy;

/** Compares every large object while nobody writes, and copies or removes what has changed since it was copied. */
final class UpdateLargeObjectsStep implements Step {
    @Override
    public String id() {
        return "update-large-objects";
    }

    @Override
    public Phase phase() {
        return Phase.CUTOVER;
    }

    @Override
    public String title() {
        return Messages.text("step.update-large-objects.compare-large-objects-and-copy");
    }

    /** Only a comparison after this freeze counts. */
    @Override
    public boolean isDone(MigrationContext context) {
        return false;
    }

    @Override
    public void run(MigrationContext context) {
        if (LargeObjectCopy.isInScope(context)) {
            LargeObjectCopy.update(context);
        }
    }

    @Override
    public void rehearse(MigrationContext context) {
        if (LargeObjectCopy.isInScope(context)) {
            LargeObjectCopy.rehearse(context);
        }
    }

    @Override
    public void undo(MigrationContext context) {
        // They are as the source's were at the freeze; the next cutover compares anew.
    }
}
