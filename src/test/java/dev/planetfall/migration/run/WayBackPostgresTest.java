package dev.planetfall.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Journal;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.StepState;
import dev.planetfall.migration.StepStatus;
import dev.planetfall.migration.WayBack;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.testing.MovingApplication;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
@Timeout(180)
class WayBackPostgresTest {
    @Test
    @PostgresPair(source = 15, target = 18)
    void losesNothingOnTheWayThereAndBackAndThereAgainFrom15(TwoPostgres servers) {
        goesThereAndBackAndThereAgain(
                servers,
                servers.sourceServer()
                        .superuserSettings(servers.sourceSettings().database()));
    }

    @Test
    @PostgresPair(source = 17, target = 18)
    void losesNothingOnTheWayThereAndBackAndThereAgainFrom17(TwoPostgres servers) {
        mayUse(servers, () -> goesThereAndBackAndThereAgain(servers, servers.sourceSettings()));
    }

    private static void goesThereAndBackAndThereAgain(TwoPostgres servers, ConnectionSettings source) {
        MovingApplication.makeTables(servers.sourceDatabase());
        MovingApplication.fillTables(servers.sourceDatabase());
        MigrationPlan plan = PlanBuilder.from(servers.plan())
                .source(source)
                .wayBack(true)
                .build()
                .orElseThrow();
        try (OpenMigration migration =
                        new OpenMigration(plan.id(), MigrationState.INITIAL, Journal.NONE, Clock.systemUTC());
                MovingApplication application = MovingApplication.start(servers.sourceDatabase(), 200)) {
            migration.decide(plan);
            for (Phase phase : List.of(Phase.SCHEMA, Phase.REPLICATE, Phase.VERIFY, Phase.SEQUENCES)) {
                assertThat(migration.run(phase).join()).as(phase.title()).isEqualTo(PhaseStatus.DONE);
            }
            cutOver(migration, application, servers);
            rollBack(migration, application, servers);
            cutOver(migration, application, servers);
            application.stop();

            assertThat(migration.run(Phase.FINISH).join()).isEqualTo(PhaseStatus.DONE);
            assertThat(migration.state().leftovers().orElseThrow()).isEmpty();
            assertThat(migration.state().wayBack().standing()).isEqualTo(WayBack.Standing.RETIRED);
            assertThat(application.wrongIn(servers.targetDatabase())).isEmpty();
        }
    }

    private static void cutOver(OpenMigration migration, MovingApplication application, TwoPostgres servers) {
        application.awaitMore(100);
        PhaseStatus status = migration.run(Phase.CUTOVER).join();
        assertThat(status).as(failures(migration.state())).isEqualTo(PhaseStatus.DONE);
        assertThat(migration.state().wayBack().isArmed()).isTrue();
        assertThat(migration.state().writesFrozen()).isTrue();
        application.moveTo(servers.targetDatabase());
        application.awaitMore(300);
    }

    private static void rollBack(OpenMigration migration, MovingApplication application, TwoPostgres servers) {
        PhaseStatus status = migration.rollBack().join();
        assertThat(status).as(failures(migration.state())).isEqualTo(PhaseStatus.DONE);
        MigrationState state = migration.state();
        assertThat(state.wayBack().standing()).isEqualTo(WayBack.Standing.ROLLED_BACK);
        assertThat(state.status(Phase.CUTOVER)).isEqualTo(PhaseStatus.NOT_STARTED);
        assertThat(state.writesFrozen()).isFalse();
        assertThat(state.step("freeze-writes").status()).isEqualTo(StepStatus.UNDONE);
        assertThat(state.step("back-freeze-writes").status()).isEqualTo(StepStatus.DONE);
        application.moveTo(servers.sourceDatabase());
        application.awaitMore(300);
    }

    private static String failures(MigrationState state) {
        return state.steps().values().stream()
                .map(StepState::failure)
                .flatMap(java.util.Optional::stream)
                .map(failure -> failure.sentence())
                .reduce("", (a, b) -> a + "\n" + b);
    }

    private static void mayUse(TwoPostgres servers, Runnable work) {
        String role = servers.sourceSettings().user();
        servers.sourceAdmin().useSession(session -> session.execute("GRANT pg_create_subscription TO " + role));
        try {
            work.run();
        } finally {
            servers.sourceAdmin()
                    .despiteFreeze()
                    .useSession(session -> session.execute("REVOKE pg_create_subscription FROM " + role));
        }
    }
}
