package dev.planetfall.migration.step;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Progress;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import java.util.List;

/** Fills the target's materialized views: replication carries tables only. */
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
        return "Refresh the materialized views on PlanetScale";
    }

    /** A view refreshed before the drain lacks the last rows. */
    @Override
    public boolean isDone(MigrationContext context) {
        return context.target()
                .withReadOnlySession(session -> views(context, session))
                .isEmpty();
    }

    @Override
    public void run(MigrationContext context) {
        context.target().useSession(session -> {
            List<QualifiedName> views = views(context, session);
            for (int i = 0; i < views.size(); i++) {
                context.throwIfCancelled();
                context.report(new Progress("Refreshing " + views.get(i), i, views.size(), "views"));
                session.execute("REFRESH MATERIALIZED VIEW " + views.get(i).quoted());
            }
        });
    }

    @Override
    public void undo(MigrationContext context) {
        // A fresh view is right at any time.
    }

    private static List<QualifiedName> views(MigrationContext context, Session session) {
        return new Catalog(session)
                .materializedViews().stream()
                        .filter(view -> context.plan().scope().includes(view))
                        .toList();
    }
}
