package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Remnant;
import dev.planetfall.migration.Remnant.Kind;
import dev.planetfall.migration.cleanup.RemnantRemoval;

/** Removes this program's own tables from both servers, unless another migration uses them. */
final class DropMarkerStep implements Step {
    @Override
    public String id() {
        return "drop-marker";
    }

    @Override
    public Phase phase() {
        return Phase.FINISH;
    }

    @Override
    public String title() {
        return Messages.text("step.drop-marker.remove-this-migrations-own-tables");
    }

    @Override
    public boolean isDone(MigrationContext context) {
        return RemnantRemoval.isDone(context, DropMarkerStep::isTable);
    }

    @Override
    public void run(MigrationContext context) {
        RemnantRemoval.run(context, DropMarkerStep::isTable);
    }

    @Override
    public void undo(MigrationContext context) {
        // Nothing reads it any more.
    }

    private static boolean isTable(Remnant remnant) {
        return remnant.kind() == Kind.ENTRY || remnant.kind() == Kind.SCHEMA;
    }
}
