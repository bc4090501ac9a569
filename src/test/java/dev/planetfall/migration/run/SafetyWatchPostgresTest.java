package dev.planetfall.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Alarm;
import dev.planetfall.migration.Alarm.Level;
import dev.planetfall.migration.Journal;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.SafetyEvent.AlarmCleared;
import dev.planetfall.migration.SafetyEvent.AlarmRaised;
import dev.planetfall.migration.watch.AlarmLimits;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Dangers of a real source, each raised and cleared. */
@ExtendWith(TwoPostgresExtension.class)
@PostgresPair(source = 17, target = 18)
@Timeout(120)
class SafetyWatchPostgresTest {
    private static final AlarmLimits SHORT = new AlarmLimits(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            Duration.ofSeconds(3));

    private static final Duration PERIOD = Duration.ofMillis(200);

    private final List<MigrationEvent> events = new CopyOnWriteArrayList<>();
    private OpenMigration migration;
    private final List<Watch> watches = new ArrayList<>();

    @BeforeEach
    void replicate(TwoPostgres servers) {
        servers.sourceDatabase()
                .useSession(session -> session.execute(
                        "CREATE TABLE item (id int PRIMARY KEY, word text); INSERT INTO item VALUES (1, 'a')"));
        migration = new OpenMigration(servers.plan().id(), MigrationState.INITIAL, Journal.NONE, Clock.systemUTC());
        migration.events().subscribe((event, state) -> events.add(event));
        migration.decide(servers.plan());
        for (Phase phase : List.of(Phase.CONNECT, Phase.SCHEMA, Phase.REPLICATE)) {
            assertThat(migration.run(phase).join()).isEqualTo(PhaseStatus.DONE);
        }
        watch(servers, context -> new ReplicationMonitor(context, PERIOD).watch());
        watch(servers, context -> new SafetyWatch(context, PERIOD, SHORT).watch());
        await(state -> state.replication().filter(now -> now.allTablesLive()).isPresent());
    }

    private void watch(TwoPostgres servers, Consumer<RunContext> work) {
        RunContext context = new RunContext(servers.plan(), migration.events(), Clock.systemUTC());
        watches.add(Watch.start("short", context, work));
    }

    @AfterEach
    void takeBack() {
        watches.forEach(Watch::close);
        migration.undo(Phase.REPLICATE).join();
        migration.close();
    }

    @Test
    void tellsThatReplicationIsPausedUntilItGoesOn(TwoPostgres servers) {
        migration.pause().join();
        assertThat(migration.state().safety().pausedAt()).isPresent();
        assertThat(raised("paused").sentence())
                .startsWith("Replication is paused: the source keeps every change until it goes on,");
        servers.sourceDatabase().useSession(session -> session.execute("INSERT INTO item VALUES (2, 'b')"));

        migration.resume().join();

        cleared("paused");
        assertThat(migration.state().safety().pausedAt()).isEmpty();
    }

    @Test
    void namesASessionThatForgotItsTransaction(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> {
            session.execute("BEGIN; INSERT INTO item VALUES (3, 'c')");
            assertThat(raised("idle-transaction").sentence())
                    .startsWith("A session on the source left a transaction open ")
                    .contains("does nothing: process ", "role store_owner")
                    .endsWith("Until it ends, the source keeps the log from its beginning on.")
                    .doesNotContain("INSERT");
            session.execute("ROLLBACK");
        });
        cleared("idle-transaction");
    }

    @Test
    void tellsOfAChangeThatIsRefusedAgainAndAgain(TwoPostgres servers) {
        servers.targetDatabase().useSession(session -> session.execute("INSERT INTO item VALUES (7, 'mine')"));
        servers.sourceDatabase().useSession(session -> session.execute("INSERT INTO item VALUES (7, 'c')"));
        assertThat(raised("refused").level()).isEqualTo(Level.WARNING);
        servers.targetDatabase().useSession(session -> session.execute("DELETE FROM item WHERE id = 7"));
    }

    @Test
    void tellsThatTheTargetReadsNothingThoughItShould(TwoPostgres servers) {
        servers.sourceAdmin().useSession(admin -> {
            admin.execute("ALTER ROLE store_owner NOREPLICATION");
            try {
                admin.execute("SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE active");
                assertThat(raised("slot-inactive").advice()).contains("no WAL sender left");
                assertThat(migration.diagnose().join().id()).isEqualTo("not-connected");
            } finally {
                admin.execute("ALTER ROLE store_owner REPLICATION");
            }
        });
        cleared("slot-inactive");
    }

    @Test
    void tellsThatNoSlotIsLeftForATableThatCameLater(TwoPostgres servers) {
        for (var database : List.of(servers.sourceDatabase(), servers.targetDatabase())) {
            database.useSession(session -> session.execute("CREATE TABLE later (id int PRIMARY KEY)"));
        }
        var replicating = servers.sourceAdmin().withSession(admin -> {
            try {
                admin.execute(
                        "SELECT pg_create_physical_replication_slot('taken_' || n) FROM generate_series(1,"
                                + " current_setting('max_replication_slots')::int - (SELECT count(*) FROM pg_replication_slots)) n");
                var running = migration.run(Phase.REPLICATE);
                assertThat(raised("none-free").sentence())
                        .isEqualTo("The source has no replication slot free, and tables wait to be copied.");
                return running;
            } finally {
                admin.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
                        + " WHERE starts_with(slot_name, 'taken_')");
            }
        });
        assertThat(replicating.join()).isEqualTo(PhaseStatus.DONE);
        cleared("none-free");
    }

    @Test
    void tellsHowNearTheLimitTheKeptLogIsAndThatItIsLost(TwoPostgres servers) {
        migration.pause().join();
        servers.sourceAdmin().useSession(admin -> {
            try {
                admin.execute("ALTER SYSTEM SET max_slot_wal_keep_size = '200MB'");
                admin.execute("SELECT pg_reload_conf()");
                fill(admin, 7);
                assertThat(raised("log-limit").level()).isEqualTo(Level.WARNING);
                fill(admin, 5);
                await(state -> state.safety()
                        .alarm("log-limit")
                        .filter(alarm -> alarm.level() == Level.CRITICAL)
                        .isPresent());
                admin.execute("ALTER SYSTEM SET max_slot_wal_keep_size = '16MB'");
                admin.execute("SELECT pg_reload_conf()");
                admin.execute("SELECT pg_sleep(0.5)");
                fill(admin, 1);
                admin.execute("CHECKPOINT");
                assertThat(raised("slot-lost").level()).isEqualTo(Level.CRITICAL);
                assertThat(migration.state().safety().alarms().get(0).level()).isEqualTo(Level.CRITICAL);
            } finally {
                admin.execute("ALTER SYSTEM RESET max_slot_wal_keep_size");
                admin.execute("SELECT pg_reload_conf()");
            }
        });
    }

    @Test
    void tellsThatTheSlotIsGone(TwoPostgres servers) {
        migration.pause().join();
        String slot = servers.plan().names().slot().name();
        servers.sourceAdmin().useSession(admin -> {
            while (admin.queryOne(
                    "SELECT active FROM pg_replication_slots WHERE slot_name = ?", row -> row.flag("active"), slot)) {
                admin.execute("SELECT pg_sleep(0.05)");
            }
            admin.execute("SELECT pg_drop_replication_slot('" + slot + "')");
        });
        assertThat(raised("slot-missing").level()).isEqualTo(Level.CRITICAL);
    }

    @Test
    void findsTheSessionThatHoldsUpTheChanges(TwoPostgres servers) {
        servers.targetDatabase().useSession(holder -> {
            holder.execute("SET application_name = 'forgotten'");
            holder.execute("BEGIN; LOCK TABLE item");
            servers.sourceDatabase().useSession(session -> session.execute("INSERT INTO item VALUES (5, 'secret')"));
            long pid = holder.queryOne("SELECT pg_backend_pid()::bigint AS pid", row -> row.number("pid"));

            Alarm stalled = raised("stalled");

            assertThat(stalled.sentence())
                    .startsWith("Nothing has arrived on PlanetScale for ")
                    .contains(
                            "PlanetScale waits for a lock on item, held by process " + pid
                                    + " (forgotten of role pscale_default), whose transaction has been left open and idle for ");
            assertThat(stalled.advice()).contains("SELECT pg_terminate_backend(" + pid + ")");
            assertThat(migration.state().safety().diagnosis().orElseThrow().evidence())
                    .anyMatch(fact -> fact.startsWith("Processes on PlanetScale: Lock/relation "))
                    .noneMatch(fact -> fact.contains("secret"));
            holder.execute("ROLLBACK");
        });
        cleared("stalled");
        assertThat(migration.diagnose().join().id()).isEqualTo("nothing");
    }

    @Test
    void findsThatItIsPausedAndWhatIsRefused(TwoPostgres servers) {
        migration.pause().join();
        await(state -> state.replication().filter(now -> !now.enabled()).isPresent());
        assertThat(migration.diagnose().join().id()).isEqualTo("paused");
        assertThat(migration.state().safety().alarm("stalled")).isEmpty();
        servers.targetDatabase().useSession(session -> session.execute("INSERT INTO item VALUES (8, 'mine')"));
        servers.sourceDatabase().useSession(session -> session.execute("INSERT INTO item VALUES (8, 'c')"));
        migration.resume().join();
        raised("stalled");
        servers.targetDatabase().useSession(session -> session.execute("DELETE FROM item WHERE id = 8"));
    }

    private static void fill(dev.planetfall.postgres.Session admin, int segments) {
        for (int i = 0; i < segments; i++) {
            admin.execute("SELECT pg_logical_emit_message(true, 'fill', 'x'); SELECT pg_switch_wal()");
        }
    }

    private Alarm raised(String id) {
        await(state -> state.safety().alarm(id).isPresent());
        assertThat(events)
                .anyMatch(event -> event instanceof AlarmRaised raised
                        && raised.alarm().id().equals(id));
        return migration.state().safety().alarm(id).orElseThrow();
    }

    private void cleared(String id) {
        await(state -> state.safety().alarm(id).isEmpty());
        assertThat(events)
                .anyMatch(event ->
                        event instanceof AlarmCleared over && over.alarm().id().equals(id));
    }

    private void await(Predicate<MigrationState> wanted) {
        Instant giveUp = Instant.now().plusSeconds(40);
        while (!wanted.test(migration.state())) {
            assertThat(Instant.now())
                    .as(() -> "waiting; " + migration.state().safety() + " "
                            + migration.state().replication() + " "
                            + migration.state().monitorProblem())
                    .isBefore(giveUp);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
