package dev.planetfall.migration.step;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.copy.LargeObjectCopy;

/** Removes the list of the large objects that were copied. The objects are the application's from now on. */
final class ForgetLargeObjectsStep implements Step {
    @Override
    public String id() {
        return "forget-large-objects";
    }

    @Override
    public Phase phase() {
        return Phase.FINISH;
    }

    @Override
    public String title() {
        return "Remove the list of copied large objects";
    }

    @Override
    public boolean isDone(MigrationContext context) {
        return context.target()
                .withReadOnlySession(
                        session -> LargeObjectCopy.ledger(context, session).isGone());
    }

    @Override
    public void run(MigrationContext context) {
        context.target()
                .useSession(session -> LargeObjectCopy.ledger(context, session).forget());
    }

    @Override
    public void undo(MigrationContext context) {
        // Nothing reads it any more.
    }
}
