package dev.planetfall.migration.step;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.copy.ChunkLedger;
import dev.planetfall.migration.copy.MarkerTable;

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
        return "Remove this migration's own tables";
    }

    @Override
    public boolean isDone(MigrationContext context) {
        String id = context.plan().id();
        return MarkerTable.isGone(context)
                && context.target().withReadOnlySession(session -> ChunkLedger.isEmpty(session, id));
    }

    @Override
    public void run(MigrationContext context) {
        String id = context.plan().id();
        context.source().useSession(session -> MarkerTable.remove(session, id));
        context.target().useSession(session -> {
            ChunkLedger.forget(session, id);
            MarkerTable.remove(session, id);
        });
    }

    @Override
    public void undo(MigrationContext context) {
        // Nothing reads it any more.
    }
}
