package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Remnant.Kind;
import dev.planetfall.migration.cleanup.RemnantRemoval;

/** Drops what was published to replicate, once nobody subscribes to it any more. */
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
        return Messages.text("step.drop-publication.drop-the-publication");
    }

    @Override
    public boolean isDone(MigrationContext context) {
        return RemnantRemoval.isDone(context, remnant -> remnant.kind() == Kind.PUBLICATION);
    }

    @Override
    public void run(MigrationContext context) {
        RemnantRemoval.run(context, remnant -> remnant.kind() == Kind.PUBLICATION);
    }

    @Override
    public void undo(MigrationContext context) {
        // Nothing subscribes to it any more.
    }
}
