package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;

/**
 * Computes the target's materialized views anew when the last rows are there, before the application comes. One that fails does
 * not undo the cutover, and keeps the move from being called verified.
 */
final class RefreshMaterializedViewsStep implements Step {
    @Override
    public String id() {
        return "refresh-materialized-views";
    }

    @Override
    public Phase phase() {
        return Phase.CUTOVER;
    }

    @Override
    public String title() {
        return Messages.text("step.refresh-materialized-views.refresh-the-materialized-views-on");
    }

    /** A view refreshed before the drain lacks the last rows. */
    @Override
    public boolean isDone(MigrationContext context) {
        return ViewRefreshing.wanted(context).isEmpty();
    }

    @Override
    public void run(MigrationContext context) {
        ViewRefreshing.refresh(context, ViewRefreshing.wanted(context));
    }

    @Override
    public void rehearse(MigrationContext context) {
        run(context);
    }

    @Override
    public void undo(MigrationContext context) {
        // A fresh view is right at any time.
    }
}
