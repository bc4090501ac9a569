package dev.planetfall.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.testing.MovingApplication;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The one blow in the cutover that is worst, see {@link CutoverFaultsPostgresTest} for all. */
@ExtendWith(TwoPostgresExtension.class)
@Timeout(120)
class CutoverKilledPostgresTest {
    /** A cutover beside other tests takes most of it. */
    private static final Duration LIMIT = Duration.ofSeconds(8);
    /** The limit, 5 s that the server waits for the program, and a slow machine. */
    private static final Duration PATIENCE = LIMIT.plusSeconds(5 + 5);

    @TempDir
    Path folder;

    @Test
    @PostgresPair(source = 15, target = 18)
    void losesNothingWhenTheProgramIsKilledAfterReplicationWasTurnedRound(TwoPostgres servers) throws Exception {
        MovingApplication.makeTables(servers.sourceDatabase());
        MovingApplication.fillTables(servers.sourceDatabase());
        try (StruckMigration migration = new StruckMigration(folder, plan(servers));
                MovingApplication application = MovingApplication.start(servers.sourceDatabase(), 100)) {
            migration.prepare();
            migration.killAt(Moment.ARMED);
            assertThat(CutoverGround.awaitWritable(servers::sourceDatabase, PATIENCE))
                    .isTrue();
            application.awaitMore(20);

            Instant reopened = Instant.now();
            migration.reopen();
            assertThat(migration.rescue()).isTrue();
            application.awaitMore(20);
            assertThat(migration.run(Phase.CUTOVER))
                    .as(migration.said().toString())
                    .isEqualTo(PhaseStatus.DONE);
            assertThat(migration.state().cutover().orElseThrow().frozenAt()).isAfter(reopened);
            application.moveTo(servers.targetDatabase());
            application.awaitMore(20);
            application.stop();
            assertThat(migration.run(Phase.FINISH)).isEqualTo(PhaseStatus.DONE);
            assertThat(application.wrongIn(servers.targetDatabase())).isEmpty();
        }
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void doesByItselfWhatTheKilledProgramLeftForLater(TwoPostgres servers) throws Exception {
        MovingApplication.makeTables(servers.sourceDatabase());
        MovingApplication.fillTables(servers.sourceDatabase());
        try (StruckMigration migration = new StruckMigration(folder, plan(servers))) {
            migration.prepare();
            migration.killAt(Moment.HANDED_OVER);
            assertThat(slots(servers)).isEqualTo(1);
            migration.reopen();
            awaitNoSlot(servers);

            migration.killAt(Moment.HANDED_BACK);
            assertThat(CutoverGround.awaitWritable(servers::sourceDatabase, Duration.ZERO))
                    .isFalse();
            migration.reopen();
            assertThat(CutoverGround.awaitWritable(servers::sourceDatabase, PATIENCE))
                    .isTrue();
            assertThat(migration.run(Phase.CUTOVER))
                    .as(migration.said().toString())
                    .isEqualTo(PhaseStatus.DONE);
            assertThat(migration.run(Phase.FINISH)).isEqualTo(PhaseStatus.DONE);
        }
    }

    private static void awaitNoSlot(TwoPostgres servers) {
        for (int i = 0; i < 100 && slots(servers) > 0; i++) {
            Gate.pause(100);
        }
        assertThat(slots(servers)).isZero();
    }

    private static long slots(TwoPostgres servers) {
        return servers.sourceAdmin()
                .withSession(session -> session.queryOne(
                        "SELECT count(*) AS slots FROM pg_replication_slots WHERE database = current_database()",
                        row -> row.number("slots")));
    }

    private static MigrationPlan plan(TwoPostgres servers) {
        return PlanBuilder.from(servers.plan())
                .source(servers.sourceServer()
                        .superuserSettings(servers.sourceSettings().database()))
                .drainTimeout(LIMIT)
                .wayBack(true)
                .build()
                .orElseThrow();
    }
}
