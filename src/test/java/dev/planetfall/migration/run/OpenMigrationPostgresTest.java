package dev.planetfall.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Journal;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.StepStatus;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
@Timeout(120)
class OpenMigrationPostgresTest {
    @Test
    void letsWritersGoOnWhenTheTargetDoesNotCatchUp(TwoPostgres servers) {
        try (OpenMigration migration = replicating(servers, Journal.NONE)) {
            servers.targetDatabase()
                    .useSession(session -> session.execute("ALTER SUBSCRIPTION "
                            + servers.plan().names().subscription().quoted() + " DISABLE"));
            assertThat(migration.run(Phase.CUTOVER).join()).isEqualTo(PhaseStatus.FAILED);
            servers.sourceDatabase().useSession(session -> session.execute("INSERT INTO item VALUES (0)"));
            MigrationState state = migration.state();
            assertThat(state.writesFrozen()).isFalse();
            assertThat(state.cutover()).isEmpty();
            assertThat(state.status(Phase.CUTOVER)).isEqualTo(PhaseStatus.FAILED);
            migration.undo(Phase.REPLICATE).join();
        }
    }

    @Test
    void goesOnWhereAnEarlierRunOfTheProgramStopped(TwoPostgres servers) {
        List<MigrationEvent> journal = new CopyOnWriteArrayList<>();
        replicating(servers, journal::add).close();
        MigrationState replayed = replay(journal);
        assertThat(replayed.isDone(Phase.REPLICATE)).isTrue();
        try (OpenMigration again = new OpenMigration(servers.plan().id(), replayed, journal::add, Clock.systemUTC())) {
            again.decide(plan(servers));
            assertThat(again.run(Phase.REPLICATE).join()).isEqualTo(PhaseStatus.DONE);
            assertThat(again.state().step("create-subscription").status()).isEqualTo(StepStatus.ALREADY_DONE);
            assertThat(again.run(Phase.CUTOVER).join()).isEqualTo(PhaseStatus.DONE);
            assertThat(again.run(Phase.FINISH).join()).isEqualTo(PhaseStatus.DONE);
            assertThat(replay(journal).verification().orElseThrow().sentence())
                    .isEqualTo("verified: 1 tables, 1000 rows, 0 differences");
            again.undo(Phase.CUTOVER).join();
        }
    }

    @Test
    void stopsOnRequestAndGoesOn(TwoPostgres servers) {
        try (OpenMigration migration = prepared(servers, Journal.NONE)) {
            servers.targetDatabase().useSession(target -> {
                target.execute("BEGIN");
                target.execute("LOCK TABLE item IN ACCESS EXCLUSIVE MODE");
                var run = migration.run(Phase.REPLICATE);
                await(migration, state -> state.step("create-subscription").status() == StepStatus.RUNNING);
                migration.cancel();
                assertThat(run.join()).isEqualTo(PhaseStatus.CANCELLED);
                target.execute("ROLLBACK");
            });
            assertThat(migration.run(Phase.REPLICATE).join()).isEqualTo(PhaseStatus.DONE);
            migration.undo(Phase.REPLICATE).join();
        }
    }

    @Test
    void tellsWhatASlotWaitsFor(TwoPostgres servers) {
        try (OpenMigration migration = prepared(servers, Journal.NONE)) {
            servers.sourceDatabase().asApplication("nightly").useSession(source -> {
                source.execute("BEGIN");
                source.execute("INSERT INTO item SELECT 5000");
                var run = migration.run(Phase.REPLICATE);
                await(
                        migration,
                        state -> state.step("create-subscription")
                                .progress()
                                .filter(progress -> progress.label()
                                        .matches(
                                                "Waits for a transaction on the source to end: process \\d+ of role store_owner"
                                                        + " \\(nightly\\)\\. .*"))
                                .isPresent());
                source.execute("COMMIT");
                assertThat(run.join()).isEqualTo(PhaseStatus.DONE);
            });
            migration.undo(Phase.REPLICATE).join();
        }
    }

    @Test
    void stopsChecksThatAnotherDecisionMakesWorthless(TwoPostgres servers) {
        PlanBuilder patient = PlanBuilder.from(plan(servers)).sampleTime(Duration.ofSeconds(20));
        servers.sourceDatabase().useSession(session -> session.execute("CREATE TABLE keyless (id int)"));
        try (OpenMigration migration =
                new OpenMigration(servers.plan().id(), MigrationState.INITIAL, Journal.NONE, Clock.systemUTC())) {
            migration.decide(patient.build().orElseThrow());
            var checking = migration.run(Phase.CHECK);
            await(migration, MigrationState::isBlocked);
            migration.decide(patient.method(Method.DUMP_AND_RESTORE).build().orElseThrow());

            assertThat(checking.join()).isEqualTo(PhaseStatus.CANCELLED);
            MigrationState state = migration.state();
            assertThat(state.status(Phase.CHECK)).isEqualTo(PhaseStatus.NOT_STARTED);
            assertThat(state.findings()).isEmpty();
            assertThat(state.checks()).isEmpty();
        }
    }

    @Test
    void stopsASnapshotCopyOnRequestWithoutLeavingItsSlot(TwoPostgres servers) {
        try (OpenMigration migration = prepared(servers, Journal.NONE)) {
            migration.decide(PlanBuilder.from(plan(servers))
                    .method(Method.SNAPSHOT_COPY)
                    .build()
                    .orElseThrow());
            servers.targetDatabase().useSession(target -> {
                target.execute("BEGIN");
                target.execute("LOCK TABLE item IN SHARE MODE");
                var run = migration.run(Phase.REPLICATE);
                await(migration, state -> state.step("copy-rows").progress().isPresent());
                await(migration, state -> slots(servers) == 1);
                migration.cancel();
                assertThat(run.join()).isEqualTo(PhaseStatus.CANCELLED);
                assertThat(slots(servers)).isZero();
                target.execute("ROLLBACK");
            });
            assertThat(migration.run(Phase.REPLICATE).join()).isEqualTo(PhaseStatus.DONE);
            migration.undo(Phase.REPLICATE).join();
            assertThat(slots(servers)).isZero();
        }
    }

    @Test
    void measuresLagWhileItWatches(TwoPostgres servers) {
        try (OpenMigration migration = replicating(servers, Journal.NONE)) {
            migration.watch();
            await(
                    migration,
                    state -> state.replication()
                            .filter(status -> status.lagTime().isPresent())
                            .isPresent());
            ReplicationStatus status = migration.state().replication().orElseThrow();
            assertThat(status.tables()).extracting(TableCopy::state).containsExactly(TableCopy.State.READY);
            assertThat(status.lagTime().orElseThrow()).isLessThan(Duration.ofSeconds(5));
            assertThat(status.lagBytes()).isPresent();
            assertThat(status.enabled()).isTrue();
            assertThat(status.walStatus()).contains("reserved");
            migration.stopWatching();
            migration.undo(Phase.REPLICATE).join();
        }
    }

    @Test
    void saysWhenItCannotMeasure(TwoPostgres servers) {
        MigrationPlan plan = plan(servers);
        MigrationPlan wrong = PlanBuilder.from(plan)
                .source(plan.source().withDatabase("nowhere"))
                .build()
                .orElseThrow();
        try (OpenMigration migration =
                new OpenMigration(plan.id(), MigrationState.INITIAL, Journal.NONE, Clock.systemUTC())) {
            migration.decide(wrong);
            migration.watch();
            await(migration, state -> state.monitorProblem().isPresent());
            assertThat(migration.state().monitorProblem().orElseThrow())
                    .startsWith("Replication could not be measured: ")
                    .contains("has no database called nowhere");
        }
    }

    private static long slots(TwoPostgres servers) {
        return servers.sourceDatabase()
                .withSession(session -> session.queryOne(
                        "SELECT count(*) AS slots FROM pg_replication_slots WHERE database = current_database()",
                        row -> row.number("slots")));
    }

    private static OpenMigration replicating(TwoPostgres servers, Journal journal) {
        OpenMigration migration = prepared(servers, journal);
        assertThat(migration.run(Phase.REPLICATE).join()).isEqualTo(PhaseStatus.DONE);
        return migration;
    }

    private static OpenMigration prepared(TwoPostgres servers, Journal journal) {
        Stream.of(servers.sourceDatabase(), servers.targetDatabase())
                .forEach(database ->
                        database.useSession(session -> session.execute("CREATE TABLE item (id int PRIMARY KEY)")));
        servers.sourceDatabase()
                .useSession(session -> session.execute("INSERT INTO item SELECT generate_series(1, 1000)"));
        OpenMigration migration =
                new OpenMigration(servers.plan().id(), MigrationState.INITIAL, journal, Clock.systemUTC());
        migration.decide(plan(servers));
        return migration;
    }

    private static MigrationPlan plan(TwoPostgres servers) {
        return PlanBuilder.from(servers.plan())
                .drainTimeout(Duration.ofSeconds(2))
                .build()
                .orElseThrow();
    }

    private static MigrationState replay(List<MigrationEvent> journal) {
        MigrationState state = MigrationState.INITIAL;
        for (MigrationEvent event : journal) {
            state = state.after(event);
        }
        return state;
    }

    private static void await(OpenMigration migration, Predicate<MigrationState> condition) {
        while (!condition.test(migration.state())) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
