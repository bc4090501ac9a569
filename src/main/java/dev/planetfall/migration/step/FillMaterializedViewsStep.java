package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;

/**
 * Fills the target's materialized views while writes go on: a view that cannot be filled is known before the outage, and so is how
 * long they take.
 */
final class FillMaterializedViewsStep implements Step {
    @Override
    public String id() {
        return "fill-materialized-views";
    }

    @Override
    public Phase phase() {
        return Phase.REPLICATE;
    }

    @Override
    public String title() {
        return Messages.text("step.fill-materialized-views.fill-the-materialized-views-on");
    }

    @Override
    public boolean isDone(MigrationContext context) {
        return ViewRefreshing.missing(context).isEmpty();
    }

    @Override
    public void run(MigrationContext context) {
        ViewRefreshing.refresh(context, ViewRefreshing.missing(context));
    }

    @Override
    public void undo(MigrationContext context) {
        // What was computed goes with the schema.
    }
}
