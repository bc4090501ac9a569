package dev.planetfall.migration.step;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationEvent.LeftoversListed;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.List;

/** Looks on both servers for anything that this or an earlier migration made and that is still there. */
final class ListLeftoversStep implements Step {
    private static final String LEFTOVERS = """
            SELECT 'publication ' || pubname AS what FROM pg_publication WHERE pubname LIKE ? ESCAPE '!'
            UNION ALL SELECT 'subscription ' || subname FROM pg_subscription WHERE subname LIKE ? ESCAPE '!'
              AND subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
            UNION ALL SELECT 'replication slot ' || slot_name FROM pg_replication_slots WHERE slot_name LIKE ? ESCAPE '!'
            UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname = ?
            ORDER BY 1
            """;

    @Override
    public String id() {
        return "list-leftovers";
    }

    @Override
    public Phase phase() {
        return Phase.FINISH;
    }

    @Override
    public String title() {
        return "Look for leftovers on both servers";
    }

    /** Looking is the whole work. */
    @Override
    public boolean isDone(MigrationContext context) {
        return false;
    }

    @Override
    public void run(MigrationContext context) {
        List<String> leftovers = new ArrayList<>();
        for (Side side : Side.values()) {
            context.database(side).withReadOnlySession(ListLeftoversStep::find).stream()
                    .map(what -> what + " on " + (side == Side.SOURCE ? "the source" : "PlanetScale")
                            + whose(what, context.plan().id()))
                    .forEach(leftovers::add);
        }
        context.report(new LeftoversListed(context.clock().instant(), leftovers));
    }

    @Override
    public void undo(MigrationContext context) {
        // Looking changed nothing.
    }

    /** What another migration may need now must not be dropped by a person who believes it to be rubbish. */
    private static String whose(String what, String migration) {
        return what.contains(ReplicationNames.PREFIX) && !what.endsWith(migration)
                ? ", of another migration: leave it while that one runs"
                : "";
    }

    private static List<String> find(Session session) {
        String ours = ReplicationNames.PREFIX.replace("_", "!_") + "%";
        return session.query(LEFTOVERS, row -> row.text("what"), ours, ours, ours, Scope.OWN_SCHEMA);
    }
}
