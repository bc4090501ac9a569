package dev.planetfall.faults;

import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.SqlLiteral;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The ground of one cutover: the program and the servers reach each other by cables; the application has a network of its own. */
final class CutoverGround implements AutoCloseable {
    /** For how long writers may be stopped; the server lets them on by itself 5 s later. */
    static final Duration LIMIT = Duration.ofSeconds(6);

    private static final String WORKERS = "SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            + " AND (backend_type = 'walsender' OR backend_type LIKE 'logical replication%')";
    private static final String SESSIONS = "SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'planetfall'";
    private static final String SETTINGS = """
            SELECT unnest(s.setconfig) AS what FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase
            WHERE d.datname = current_database()
            """;

    private final Ground ground;
    private final Cable toSource;
    private final Cable toTarget;
    private final List<String> leftByOthers;
    private final Optional<SmallDisk> disk;
    private volatile Optional<Password> changed = Optional.empty();

    private CutoverGround(Ground ground, Optional<SmallDisk> disk) throws IOException {
        this.ground = ground;
        this.disk = disk;
        toSource = new Cable(ground.sourceDatabase().settings());
        toTarget = new Cable(ground.targetDatabase().settings());
        leftByOthers = ground.left();
    }

    static CutoverGround of(Ground ground, Blow blow) throws IOException {
        return new CutoverGround(
                ground,
                blow == Blow.DISK_FULL
                        ? Optional.of(SmallDisk.under(ground.target(), ground.name()))
                        : Optional.empty());
    }

    /** As the application and whoever looks on connect. */
    Database source() {
        return new Database(today(ground.sourceDatabase().settings()), "source");
    }

    /** As the application and whoever looks on connect. */
    Database target() {
        return new Database(today(ground.targetDatabase().settings()), "target");
    }

    private ConnectionSettings today(ConnectionSettings settings) {
        return changed.map(settings::withPassword).orElse(settings);
    }

    /** That of both roles since {@link Blow#PASSWORD_CHANGED}. */
    Password changedPassword() {
        return changed.orElseThrow();
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
     * Returns when it is over, or lasts.
     *
     * @param struck called when it has begun, so that the program meets it
     */
    Trouble suffer(CutoverCell cell, Runnable struck) throws IOException, InterruptedException {
        Trouble trouble = lasting(cell);
        if (trouble == Trouble.NONE) {
            pass(cell.blow(), struck);
        }
        struck.run();
        return trouble;
    }

    private Trouble lasting(CutoverCell cell) throws IOException, InterruptedException {
        boolean round = cell.moment().isTurnedRound();
        Database publisher = round ? ground.targetAdmin() : ground.sourceAdmin();
        Database follower = round ? ground.sourceAdmin() : ground.targetAdmin();
        return switch (cell.blow()) {
            case STATEMENT_TIMEOUT -> Troubles.impatience(ground);
            case DISK_FULL -> Troubles.fullDisk(ground, disk.orElseThrow(), publisher);
            case COLUMN_ADDED -> Troubles.column(ground);
            case SLOT_DROPPED -> Troubles.slot(publisher);
            case RESTING_SLOT_DROPPED -> Troubles.slot(follower);
            case TRANSACTION_OPEN -> Troubles.transactions(ground);
            case PASSWORD_CHANGED -> changePasswords();
            default -> Trouble.NONE;
        };
    }

    /** The application is told the new ones at once; the program hears of them when a person types them. */
    private Trouble changePasswords() {
        Password password = Password.of("changed-" + ground.name());
        setPassword(ground.sourceAdmin(), ground.sourceDatabase().settings().user(), password);
        setPassword(ground.targetAdmin(), ground.targetDatabase().settings().user(), password);
        changed = Optional.of(password);
        return course -> course.migration().retype(password);
    }

    private static void setPassword(Database admin, String role, Password password) {
        admin.despiteFreeze()
                .useSession(session -> session.hiding(password)
                        .execute("ALTER ROLE " + new Identifier(role).quoted() + " PASSWORD "
                                + SqlLiteral.quote(password.reveal())));
    }

    private void pass(Blow blow, Runnable struck) throws IOException, InterruptedException {
        switch (blow) {
            case SOURCE_KILLED -> restart(List.of(ground.source()), struck);
            case TARGET_KILLED -> restart(List.of(ground.target()), struck);
            case BOTH_KILLED -> restart(List.of(ground.source(), ground.target()), () -> {});
            case WORKERS_ENDED -> end(WORKERS);
            case SESSIONS_ENDED -> end(SESSIONS);
            case CUT_SHORTLY -> cut(Duration.ofSeconds(1), struck);
            case CUT_LONG -> cut(Duration.ofSeconds(60), struck);
            default -> throw new IllegalArgumentException("That is not for a moment: " + blow);
        }
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
    static boolean awaitWritable(Supplier<Database> database, Duration patience) {
        long giveUp = System.nanoTime() + patience.toNanos();
        while (!isWritable(database.get())) {
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

    /** The next one finds the roles as they were. */
    @Override
    public void close() throws IOException {
        toSource.close();
        toTarget.close();
        if (changed.isPresent()) {
            for (Database database : List.of(ground.sourceDatabase(), ground.targetDatabase())) {
                Database admin =
                        database.settings().equals(ground.sourceDatabase().settings())
                                ? ground.sourceAdmin()
                                : ground.targetAdmin();
                setPassword(
                        admin, database.settings().user(), database.settings().password());
            }
        }
        if (disk.isPresent()) {
            disk.get().close();
        }
    }
}
