package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Remnant;
import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.migration.cleanup.RemnantRemoval;

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
        return Messages.text("step.forget-large-objects.remove-the-list-of-copied");
    }

    @Override
    public boolean isDone(MigrationContext context) {
        return RemnantRemoval.isDone(context, ForgetLargeObjectsStep::isList);
    }

    @Override
    public void run(MigrationContext context) {
        RemnantRemoval.run(context, ForgetLargeObjectsStep::isList);
    }

    @Override
    public void undo(MigrationContext context) {
        // Nothing reads it any more.
    }

    private static boolean isList(Remnant remnant) {
        return remnant.kind() == Remnant.Kind.ENTRY
                && remnant.name().equals(ReplicationNames.LARGE_OBJECT_TABLE.toString());
    }
}
