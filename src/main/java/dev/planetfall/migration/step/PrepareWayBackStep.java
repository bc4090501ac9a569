package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.copy.ReturnReplication;

/** Makes, at rest, the replication that keeps the source in step after the cutover; whatever prevents it is met while writers write. */
final class PrepareWayBackStep implements Step {
    @Override
    public String id() {
        return "prepare-way-back";
    }

    @Override
    public Phase phase() {
        return Phase.CUTOVER;
    }

    @Override
    public boolean serves(Method method) {
        return method.replicates();
    }

    @Override
    public String title() {
        return Messages.text("step.prepare-way-back.prepare-the-way-back");
    }

    /** What an earlier attempt made is too old; without the wish for it there is nothing to do. */
    @Override
    public boolean isDone(MigrationContext context) {
        return !context.plan().wayBack();
    }

    @Override
    public void run(MigrationContext context) {
        ReturnReplication.prepare(context);
    }

    @Override
    public void rehearse(MigrationContext context) {
        run(context);
    }

    @Override
    public void undo(MigrationContext context) {
        if (ReturnReplication.exists(context)) {
            ReturnReplication.dismantle(context);
        }
    }
}
