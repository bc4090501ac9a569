package dev.planetfall.migration.step;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.copy.Publication;

/** Drops the publication on the source. */
final class DropPublicationStep implements Step {
    @Override
    public String id() {
        return "drop-publication";
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
        return "Drop the publication";
    }

    @Override
    public boolean isDone(MigrationContext context) {
        return !Publication.exists(context);
    }

    @Override
    public void run(MigrationContext context) {
        Publication.drop(context);
    }

    @Override
    public void undo(MigrationContext context) {
        // Nothing subscribes to it any more.
    }
}
