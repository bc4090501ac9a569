package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationEvent.ViewsRefreshed;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.ViewRefresh;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Refreshes materialized views of the target one by one, each after those it reads. One that fails is told with its reason and the
 * others go on: its rows can be computed at any time, so nothing is lost.
 */
final class ViewRefreshing {
    private static final String FILLED = """
            SELECT n.nspname AS schema, c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'm' AND c.relispopulated
            """;

    private static final Set<SqlState> NOT_FOUND =
            Set.of(SqlState.UNDEFINED_TABLE, SqlState.UNDEFINED_FUNCTION, SqlState.UNDEFINED_OBJECT);

    private ViewRefreshing() {}

    /** The target's views in scope that the source has filled: one that never was stays so. */
    static List<QualifiedName> wanted(MigrationContext context) {
        Set<QualifiedName> filled = filled(context, Side.SOURCE);
        return context.target().withReadOnlySession(session -> new Catalog(session).materializedViews()).stream()
                .filter(view -> filled.contains(view) && context.plan().scope().includes(view))
                .toList();
    }

    /** {@link #wanted} as far as the target has not filled them. */
    static List<QualifiedName> missing(MigrationContext context) {
        List<QualifiedName> missing = new ArrayList<>(wanted(context));
        missing.removeAll(filled(context, Side.TARGET));
        return missing;
    }

    private static Set<QualifiedName> filled(MigrationContext context, Side side) {
        return new HashSet<>(context.database(side)
                .withReadOnlySession(session -> session.query(FILLED, row -> row.qualifiedName("schema", "name"))));
    }

    /** Refreshes them in this order and tells what came of it. */
    static void refresh(MigrationContext context, List<QualifiedName> views) {
        List<ViewRefresh> refreshed = new ArrayList<>();
        context.target().useSession(session -> {
            session.execute("SET statement_timeout = 0");
            boolean restricted = new Catalog(session).version().isAtLeast(17);
            for (QualifiedName view : views) {
                context.throwIfCancelled();
                context.report(new Progress("Refreshing " + view, refreshed.size(), views.size(), "views"));
                refreshed.add(refresh(context, session, view, restricted));
            }
        });
        if (!refreshed.isEmpty()) {
            context.report(new ViewsRefreshed(context.clock().instant(), refreshed));
        }
    }

    private static ViewRefresh refresh(
            MigrationContext context, Session session, QualifiedName view, boolean restricted) {
        Instant begun = context.clock().instant();
        String problem = "";
        try {
            session.execute("REFRESH MATERIALIZED VIEW " + view.quoted());
        } catch (DatabaseException e) {
            context.throwIfCancelled();
            if (e.state().isConnectionLoss()) {
                throw e;
            }
            problem = e.getMessage() + (restricted && NOT_FOUND.contains(e.state()) ? searchPath() : "");
        }
        return new ViewRefresh(view, Duration.between(begun, context.clock().instant()), problem);
    }

    /** @see <a href="https://www.postgresql.org/docs/17/release-17.html">Changes in 17: maintenance runs with a safe path</a> */
    private static String searchPath() {
        return Messages.text("step.view-refreshing.since-version-17-a-refresh");
    }
}
