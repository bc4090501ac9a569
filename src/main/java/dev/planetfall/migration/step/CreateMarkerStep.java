package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.copy.MarkerTable;

/** Makes the marker table on both servers, before the publication names it. */
final class CreateMarkerStep implements Step {
    @Override
    public String id() {
        return "create-marker";
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
        return Messages.text("step.create-marker.create-the-marker-table-on");
    }

    @Override
    public boolean isDone(MigrationContext context) {
        String id = context.plan().id();
        return context.source().withReadOnlySession(session -> MarkerTable.hasRow(session, id))
                && context.target().withReadOnlySession(MarkerTable::exists);
    }

    @Override
    public void run(MigrationContext context) {
        context.target().useSession(MarkerTable::create);
        context.source().useSession(session -> {
            MarkerTable.create(session);
            MarkerTable.addRow(session, context.plan().id());
        });
    }

    @Override
    public void undo(MigrationContext context) {
        String id = context.plan().id();
        context.source().useSession(session -> MarkerTable.remove(session, id));
        context.target().useSession(session -> MarkerTable.remove(session, id));
    }
}
