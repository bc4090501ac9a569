package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.copy.Publication;

/** Publishes every table in scope on the source, once all of them have a replica identity. */
final class CreatePublicationStep implements Step {
    @Override
    public String id() {
        return "create-publication";
    }

    @Override
    public Phase phase() {
        return Phase.REPLICATE;
    }

    @Override
    public boolean serves(Method method) {
        return method.replicates();
    }

    @Override
    public String title() {
        return Messages.text("step.create-publication.create-the-publication-on-the");
    }

    @Override
    public boolean isDone(MigrationContext context) {
        return Publication.isComplete(context);
    }

    @Override
    public void run(MigrationContext context) {
        Publication.create(context);
    }

    @Override
    public void undo(MigrationContext context) {
        Publication.drop(context);
    }
}
