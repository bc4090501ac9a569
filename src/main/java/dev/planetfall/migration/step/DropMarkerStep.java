package dev.planetfall.migration.step;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.copy.MarkerTable;
import dev.planetfall.migration.copy.SourceSession;

/** Removes the marker table from both servers, unless another migration uses it. */
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
        return "Remove the marker table";
    }

    @Override
    public boolean isDone(MigrationContext context) {
        return MarkerTable.isGone(context);
    }

    @Override
    public void run(MigrationContext context) {
        String id = context.plan().id();
        SourceSession.use(context, session -> MarkerTable.remove(session, id));
        context.target().useSession(session -> MarkerTable.remove(session, id));
    }

    @Override
    public void undo(MigrationContext context) {
        // Nothing reads it any more.
    }
}
