package dev.planetfall.migration.step;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.WayBack;

/**
 * A step of the cutover the other way round: from PlanetScale to the source.
 *
 * @param title what it does then
 */
record RollBackStep(Step forward, String title) implements Step {
    @Override
    public String id() {
        return WayBack.STEPS + forward.id();
    }

    @Override
    public Phase phase() {
        return forward.phase();
    }

    @Override
    public boolean serves(Method method) {
        return method.replicates() && forward.serves(method);
    }

    @Override
    public boolean isDone(MigrationContext context) {
        return forward.isDone(context.reversed());
    }

    @Override
    public void run(MigrationContext context) {
        forward.run(context.reversed());
    }

    @Override
    public void tidy(MigrationContext context) {
        forward.tidy(context.reversed());
    }

    @Override
    public void settle(MigrationContext context) {
        forward.settle(context.reversed());
    }

    @Override
    public boolean isTakenBackOnFailure() {
        return forward.isTakenBackOnFailure();
    }

    @Override
    public void undo(MigrationContext context) {
        forward.undo(context.reversed());
    }
}
