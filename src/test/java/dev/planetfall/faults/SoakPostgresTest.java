package dev.planetfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.demo.SampleStore;
import dev.planetfall.demo.Workload;
import dev.planetfall.migration.Alarm.Level;
import dev.planetfall.migration.Journal;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.run.OpenMigration;
import dev.planetfall.migration.watch.AlarmLimits;
import dev.planetfall.postgres.Conninfo;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.SqlLiteral;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One migration of a store that is written to, with everything that may happen to it while somebody watches; {@code
 * -Dsoak.minutes=30}. With fewer minutes alarms have less patience by the same share.
 */
@Tag("soak")
@ExtendWith(TwoPostgresExtension.class)
class SoakPostgresTest {
    private static final Path REPORT = Path.of("target", "faults", "soak.md");
    private static final int USUAL_MINUTES = 30;
    private static final Duration TIME = Duration.ofMinutes(Integer.getInteger("soak.minutes", USUAL_MINUTES));
    private static final AlarmLimits LIMITS = new AlarmLimits(
            share(AlarmLimits.USUAL.idle()),
            share(AlarmLimits.USUAL.running()),
            share(AlarmLimits.USUAL.lasting()),
            share(AlarmLimits.USUAL.calm()),
            share(AlarmLimits.USUAL.behind()),
            share(AlarmLimits.USUAL.standstill()));

    /** For anything to happen. */
    private static final Duration LONGEST = TIME.plusMinutes(3);

    private static final int MEGABYTES = 20;
    private static final int MOST_STATEMENTS = 12;
    private static final long MOST_GROWTH = 30L << 20;
    private static final String NEW_COLUMN = "ALTER TABLE payment ADD COLUMN soak_note text";
    private static final String NEW_TABLE = "CREATE TABLE soak_coupon (code text PRIMARY KEY)";

    private final SoakRecord record = new SoakRecord();
    private final Instant begun = Instant.now();
    private TwoPostgres servers;
    private OpenMigration migration;
    private SoakedMigration soaked;
    private SoakedSource source;
    private Cable here;
    private Cable between;

    private static Duration share(Duration usual) {
        return Duration.ofMillis(Math.min(
                usual.toMillis(),
                usual.toMillis()
                        * TIME.toMillis()
                        / Duration.ofMinutes(USUAL_MINUTES).toMillis()));
    }

    @Test
    void losesNothingAndTellsEveryDanger(TwoPostgres given) throws IOException {
        servers = given;
        SampleStore.load(servers.sourceDatabase(), MEGABYTES);
        try (Workload workload = Workload.start(servers.sourceSettings(), Workload.DEMO_RATE);
                Cable ofThisComputer = new Cable(servers.sourceSettings());
                Cable ofThePair = new Cable(servers.sourceSettings());
                SoakedSource others = new SoakedSource(servers);
                OpenMigration open = open()) {
            migration = open;
            soaked = new SoakedMigration(open, LONGEST);
            source = others;
            here = ofThisComputer;
            between = ofThePair;
            play(workload);
        } catch (RuntimeException | AssertionError e) {
            servers.clean();
            throw e;
        } finally {
            Files.createDirectories(REPORT.getParent());
            Files.writeString(REPORT, record.report());
        }
    }

    private OpenMigration open() {
        return new OpenMigration(servers.plan().id(), MigrationState.INITIAL, Journal.NONE, Clock.systemUTC());
    }

    private void play(Workload workload) {
        start();
        rest(4);
        long heap = heap();
        source.runLongReport();
        pause();
        compareLive();
        cutBetweenTheServers();
        cutFromThisComputer();
        comeApart();
        soaked.assertTold("long-transaction", "A transaction on the source has been running for ");
        source.endReport();
        soaked.awaitCleared("long-transaction");
        soaked.awaitCleared("refused");
        record.begin("Quiet again");
        awaitTime(TIME.minusMinutes(1));
        heap = heap() - heap;
        assertThat(record.isKeptIn(soaked.state().history().stretches())).isTrue();
        assertThat(soaked.state().safety().alarms()).isEmpty();
        cutOver(workload);
        record.note("Heap grew by " + (heap >> 10) + " kB; " + workload.acknowledged() + " transactions.");
        assertThat(heap).isLessThan(MOST_GROWTH);
        assertThat(record.mostStatements())
                .hasSize(2)
                .allSatisfy((server, most) -> assertThat(most).isLessThanOrEqualTo(MOST_STATEMENTS));
        assertEveryAlarm();
    }

    /**
     * All that {@code SourceAlarms} and {@code LogAlarms} know, but for {@code slot-lost} and {@code slot-missing}: each ends the
     * replication for good, which this one must outlive. {@code SafetyWatchPostgresTest} raises them on real servers.
     */
    private void assertEveryAlarm() {
        List<String> all = List.of(
                "behind",
                "idle-transaction",
                "log-growth",
                "log-limit",
                "long-transaction",
                "none-free",
                "paused",
                "refused",
                "schema-drift",
                "slot-inactive",
                "stalled",
                "unmeasured");
        assertThat(record.raised()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(record.cleared()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(record.unexpected()).isEmpty();
    }

    private void start() {
        record.begin("Replication is set up while " + Workload.DEMO_RATE + " transactions a second are written");
        migration.events().subscribe(record);
        migration.decide(
                PlanBuilder.from(servers.plan()).source(here.settings()).build().orElseThrow());
        soaked.done(Phase.CONNECT);
        soaked.done(Phase.CHECK);
        soaked.done(Phase.SCHEMA);
        migration.watch(LIMITS);
        soaked.done(Phase.REPLICATE);
        var name = servers.plan().names().subscription();
        servers.targetDatabase()
                .useSession(session -> session.hiding(between.settings().password())
                        .execute("ALTER SUBSCRIPTION " + name.quoted() + " CONNECTION "
                                + SqlLiteral.quote(Conninfo.forSubscription(between.settings(), name.name()))));
    }

    /** @param share of thirty */
    private void rest(int share) {
        record.begin("Quiet");
        awaitTime(Duration.between(begun, Instant.now())
                .plus(TIME.multipliedBy(share).dividedBy(USUAL_MINUTES)));
        assertThat(soaked.state().safety().alarms()).isEmpty();
        assertThat(soaked.state().replication().orElseThrow().isLagSmall()).isTrue();
        assertThat(soaked.nextAction()).startsWith("Everything is live and ").endsWith("Go on when you are ready.");
    }

    private void pause() {
        record.begin("Paused", "paused", "log-limit", "log-growth", "behind", "long-transaction");
        migration.pause().join();
        soaked.assertTold("paused", "Replication is paused: the source keeps every change until it goes on, ");
        soaked.await(state -> state.replication().filter(now -> now.enabled()).isEmpty());
        assertThat(soaked.nextAction()).isEqualTo("Replication is paused.");
        source.limitKeptLog("400MB");
        source.keepLog(220);
        soaked.assertTold("log-limit", "The source keeps ");
        source.keepLog(325);
        soaked.await(state -> state.safety()
                .alarm("log-limit")
                .filter(alarm -> alarm.level() == Level.CRITICAL)
                .isPresent());
        assertThat(soaked.nextAction()).startsWith("Replication is paused.");
        source.limitNoLog();
        source.keepLog(1040);
        soaked.assertTold("log-growth", "The source keeps ");
        soaked.awaitCleared("log-limit");
        record.note("Resumed");
        migration.resume().join();
        soaked.awaitCleared("paused");
        soaked.awaitCleared("log-growth");
        soaked.awaitCaughtUp();
    }

    private void compareLive() {
        record.begin("Rows are compared while writes go on", "long-transaction");
        soaked.done(Phase.VERIFY);
        soaked.assertAllEqual();
        assertThat(soaked.state().verification().orElseThrow().whileFrozen()).isFalse();
    }

    private void cutBetweenTheServers() {
        record.begin(
                "PlanetScale no longer reaches the source",
                "slot-inactive",
                "behind",
                "stalled",
                "idle-transaction",
                "long-transaction");
        source.forgetTransaction();
        between.pull();
        soaked.assertTold(
                "slot-inactive", "PlanetScale does not read from the source, although the subscription is enabled: ");
        soaked.assertTold("behind", "PlanetScale is ");
        assertThat(soaked.nextAction()).startsWith("Everything is live, but PlanetScale is ");
        soaked.assertTold("idle-transaction", "A session on the source left a transaction open ");
        soaked.assertTold("stalled", "Nothing has arrived on PlanetScale for ");
        assertThat(soaked.state().safety().diagnosis().orElseThrow().id()).isEqualTo("not-connected");
        source.endForgotten();
        record.note("Plugged in again");
        between.plugIn();
        for (String id : List.of("slot-inactive", "behind", "stalled", "idle-transaction")) {
            soaked.awaitCleared(id);
        }
        soaked.awaitCaughtUp();
    }

    private void cutFromThisComputer() {
        record.begin("This computer no longer reaches the source", "unmeasured", "long-transaction");
        here.pull();
        soaked.assertTold("unmeasured", "It is not known whether the source is safe: ");
        assertThat(soaked.nextAction()).startsWith("The figures below are out of date.");
        here.plugIn();
        soaked.awaitCleared("unmeasured");
        assertThat(soaked.state().history().last().orElseThrow().lagMillis()).isPresent();
    }

    private void comeApart() {
        record.begin(
                "The source gets a column and a table",
                "schema-drift",
                "refused",
                "none-free",
                "behind",
                "stalled",
                "slot-inactive",
                "long-transaction");
        run(servers.sourceDatabase(), NEW_COLUMN);
        run(servers.sourceDatabase(), NEW_TABLE);
        run(servers.sourceDatabase(), "INSERT INTO soak_coupon SELECT generate_series(1, 1000)");
        soaked.assertTold("schema-drift", "The schemas of the two servers have come apart in ");
        assertThat(soaked.state().drift().orElseThrow().sentence()).contains("soak_note", "soak_coupon");
        soaked.assertTold("refused", "PlanetScale refuses rows or a change and tries again and again;");
        assertThat(migration.run(Phase.CUTOVER).join()).isEqualTo(PhaseStatus.FAILED);
        assertThat(migration
                        .state()
                        .step("compare-schemas")
                        .failure()
                        .orElseThrow()
                        .sentence())
                .startsWith("No writer was stopped, because the schemas of the two servers have come apart");
        record.note("The cutover was refused; the same is done on PlanetScale, but no slot is free");
        run(servers.targetDatabase(), NEW_COLUMN);
        run(servers.targetDatabase(), NEW_TABLE);
        copyNewTableWithoutSlots();
        migration.compareSchemas();
        soaked.awaitCleared("schema-drift");
        soaked.await(state -> state.drift().equals(Optional.of(SchemaDrift.NONE)));
        soaked.awaitCaughtUp();
    }

    private void copyNewTableWithoutSlots() {
        source.takeAllSlots();
        CompletableFuture<PhaseStatus> replicating = migration.run(Phase.REPLICATE);
        soaked.assertTold("none-free", "The source has no replication slot free, and tables wait to be copied.");
        source.freeSlots();
        record.note("Slots are free again; replication was " + replicating.join());
        soaked.done(Phase.REPLICATE);
        soaked.awaitCleared("none-free");
    }

    private void cutOver(Workload workload) {
        record.begin("Cutover");
        soaked.done(Phase.SEQUENCES);
        soaked.done(Phase.CUTOVER);
        workload.stop();
        assertThat(workload.acknowledged()).isPositive();
        assertThat(workload.missingFrom(servers.targetDatabase())).isZero();
        soaked.assertAllEqual();
        assertThat(soaked.state().verification().orElseThrow().isProven()).isTrue();
        record.note(soaked.state().verification().orElseThrow().sentence());
        migration.stopWatching();
        soaked.done(Phase.FINISH);
        assertThat(soaked.state().leftovers().orElseThrow()).isEmpty();
        migration.undo(Phase.CUTOVER).join();
        for (Database admin : List.of(servers.sourceAdmin(), servers.targetAdmin())) {
            assertThat(admin.<List<String>>withSession(session ->
                            session.query("SELECT slot_name FROM pg_replication_slots", row -> row.text("slot_name"))))
                    .isEmpty();
        }
    }

    private void awaitTime(Duration sinceBegun) {
        while (Instant.now().isBefore(begun.plus(sinceBegun))) {
            Gate.pause(200);
        }
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Gate.pause(100);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void run(Database database, String sql) {
        database.useSession(session -> session.execute(sql));
    }
}
