package dev.planetfall.faults;

import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.DatabaseException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The ground of one cutover: the program and the servers reach each other by cables; the application has a network of its own. */
record CutoverGround(Ground ground, Cable toSource, Cable toTarget, List<String> leftByOthers)
        implements AutoCloseable {
    /** For how long writers may be stopped; the server lets them on by itself 5 s later. */
    static final Duration LIMIT = Duration.ofSeconds(6);

    private static final String WORKERS = "SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            + " AND (backend_type = 'walsender' OR backend_type LIKE 'logical replication%')";
    private static final String SESSIONS = "SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity"
            + " WHERE datname = current_database() AND application_name = 'planetfall'";
    private static final String SETTINGS = """
            SELECT unnest(s.setconfig) AS what FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase
            WHERE d.datname = current_database()
            """;

    static CutoverGround of(Ground ground) throws IOException {
        return new CutoverGround(
                ground,
                new Cable(ground.sourceDatabase().settings()),
                new Cable(ground.targetDatabase().settings()),
                ground.left());
    }

    MigrationPlan plan() {
        return new PlanBuilder(ground.name())
                .source(toSource.settings())
                .target(toTarget.settings())
                .sampleTime(Duration.ofMillis(200))
                .drainTimeout(LIMIT)
                .wayBack(true)
                .build()
                .orElseThrow();
    }

    /**
     * Returns when it is over.
     *
     * @param struck called when it has begun, so that the program meets it
     */
    void suffer(Blow blow, Runnable struck) throws IOException, InterruptedException {
        switch (blow) {
            case PROGRAM_KILLED -> throw new IllegalArgumentException("That is another process");
            case SOURCE_KILLED -> restart(List.of(ground.source()), struck);
            case TARGET_KILLED -> restart(List.of(ground.target()), struck);
            case BOTH_KILLED -> restart(List.of(ground.source(), ground.target()), () -> {});
            case WORKERS_ENDED -> end(WORKERS);
            case SESSIONS_ENDED -> end(SESSIONS);
            case CUT_SHORTLY -> cut(Duration.ofSeconds(1), struck);
            case CUT_LONG -> cut(Duration.ofSeconds(20), struck);
        }
        struck.run();
    }

    private static void restart(List<CrashableServer> servers, Runnable struck)
            throws IOException, InterruptedException {
        for (CrashableServer server : servers) {
            server.kill();
        }
        struck.run();
        Gate.pause(500);
        for (CrashableServer server : servers) {
            server.restart();
        }
    }

    private void end(String sql) {
        for (Database database : List.of(ground.sourceAdmin(), ground.targetAdmin())) {
            database.useSession(session -> session.query(sql, row -> row.flag("ended")));
        }
    }

    private void cut(Duration time, Runnable struck) {
        toSource.pull();
        toTarget.pull();
        struck.run();
        Gate.pause(time.toMillis());
        toSource.plugIn();
        toTarget.plugIn();
    }

    /** Waits until a new session may write. */
    static boolean awaitWritable(Database database, Duration patience) {
        long giveUp = System.nanoTime() + patience.toNanos();
        while (!isWritable(database)) {
            if (System.nanoTime() > giveUp) {
                return false;
            }
            Gate.pause(50);
        }
        return true;
    }

    private static boolean isWritable(Database database) {
        try {
            return database.asApplication("probe")
                    .withSession(session -> session.queryOne(
                            "SELECT current_setting('default_transaction_read_only') = 'off' AS writable",
                            row -> row.flag("writable")));
        } catch (DatabaseException e) {
            return false;
        }
    }

    /** What is left on either server after the clean-up. The source stays closed to writers, as its page says. */
    List<String> left() {
        List<String> left = new ArrayList<>(ground.left());
        left.removeAll(leftByOthers);
        ground.targetAdmin()
                .withSession(session -> session.query(SETTINGS, row -> row.text("what")))
                .forEach(setting -> left.add("target: setting " + setting));
        ground.sourceAdmin().withSession(session -> session.query(SETTINGS, row -> row.text("what"))).stream()
                .filter(setting -> !setting.equals("default_transaction_read_only=on"))
                .forEach(setting -> left.add("source: setting " + setting));
        return left;
    }

    @Override
    public void close() {
        toSource.close();
        toTarget.close();
    }
}
