package dev.planetfall.migration.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.migration.Journal;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.StepState;
import dev.planetfall.migration.StepStatus;
import dev.planetfall.migration.freeze.FreezeGuard;
import dev.planetfall.migration.freeze.FreezeProof;
import dev.planetfall.migration.freeze.WriteFreeze;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
@Timeout(60)
class FreezeLimitPostgresTest {
    @Test
    void letsWritersOnAgainWhenTheRestTakesTooLong(TwoPostgres servers) {
        MigrationPlan plan = PlanBuilder.from(servers.plan())
                .drainTimeout(Duration.ofSeconds(2))
                .build()
                .orElseThrow();
        try (OpenMigration migration =
                new OpenMigration(plan.id(), MigrationState.INITIAL, Journal.NONE, Clock.systemUTC())) {
            prepared(migration, plan, servers);
            servers.targetDatabase().useSession(session -> {
                session.execute("BEGIN");
                session.execute("LOCK TABLE item IN ACCESS EXCLUSIVE MODE");
                assertThat(migration.run(Phase.CUTOVER).join()).isEqualTo(PhaseStatus.FAILED);
                session.execute("ROLLBACK");
            });

            StepState compared = migration.state().step("compare-frozen-rows");
            assertThat(compared.status()).isIn(StepStatus.FAILED, StepStatus.UNDONE);
            assertThat(compared.failure().orElseThrow().sentence())
                    .isEqualTo("Writes on the source had been stopped for 2 s, and this was not done.");
            assertThat(migration.state().writesFrozen()).isFalse();
            application(servers).useSession(session -> session.execute("INSERT INTO item VALUES (0)"));
            assertThat(guards(servers)).isZero();
            migration.undo(Phase.REPLICATE).join();
        }
    }

    @Test
    void theServerLetsWritersOnByItselfWhenTheProgramIsGone(TwoPostgres servers) {
        RecordingContext context = servers.context();
        servers.sourceDatabase().useSession(session -> session.execute("CREATE TABLE item (id int PRIMARY KEY)"));
        application(servers).useSession(session -> {
            FreezeGuard.post(context, Duration.ofMillis(100), WriteFreeze.lifting(context));
            WriteFreeze.impose(context);
            assertThatThrownBy(
                            () -> application(servers).useSession(late -> late.execute("INSERT INTO item VALUES (1)")))
                    .isInstanceOf(DatabaseException.class);
            await(servers);
        });
        application(servers).useSession(session -> session.execute("INSERT INTO item VALUES (2)"));
        assertThat(guards(servers)).isZero();
    }

    @Test
    void harmsNobodyWhenWritersWereNeverStopped(TwoPostgres servers) {
        RecordingContext context = servers.context();
        application(servers).useSession(session -> {
            FreezeGuard.post(context, Duration.ZERO.minusSeconds(4), List.of());
            await(servers);
            session.execute("SELECT 1");
        });
    }

    @Test
    void noticesWhoWritesAlthoughWritesAreStopped(TwoPostgres servers) {
        RecordingContext context = servers.context();
        servers.sourceDatabase().useSession(session -> session.execute("CREATE TABLE item (id int PRIMARY KEY)"));
        WriteFreeze.impose(context);
        FreezeProof.require(context);
        application(servers).useSession(session -> {
            session.execute("SET default_transaction_read_only = off");
            session.execute("BEGIN");
            session.execute("INSERT INTO item VALUES (1)");
            assertThatThrownBy(() -> FreezeProof.require(context))
                    .hasMessage("The source has a session that writes although writes are stopped: shop of role "
                            + servers.sourceSettings().user() + ".");
        });
        WriteFreeze.lift(context);
        assertThatThrownBy(() -> FreezeProof.require(context))
                .hasMessage("The source accepts writes again, because somebody or the time limit allowed them.");
    }

    private static void prepared(OpenMigration migration, MigrationPlan plan, TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> {
            session.execute("CREATE TABLE item (id int PRIMARY KEY)");
            session.execute("INSERT INTO item SELECT generate_series(1, 1000)");
        });
        migration.decide(plan);
        for (Phase phase : List.of(Phase.SCHEMA, Phase.REPLICATE, Phase.VERIFY, Phase.SEQUENCES)) {
            assertThat(migration.run(phase).join()).isEqualTo(PhaseStatus.DONE);
        }
    }

    private static Database application(TwoPostgres servers) {
        return servers.sourceDatabase().asApplication("shop");
    }

    private static void await(TwoPostgres servers) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (guards(servers) > 0 && System.nanoTime() < giveUp) {
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(20).toNanos());
        }
    }

    private static long guards(TwoPostgres servers) {
        return servers.sourceAdmin()
                .withSession(session -> session.queryOne(
                        "SELECT count(*) AS n FROM pg_stat_activity WHERE query LIKE '%lets writers on again%'"
                                + " AND state = 'active' AND pid <> pg_backend_pid()",
                        row -> row.number("n")));
    }
}
