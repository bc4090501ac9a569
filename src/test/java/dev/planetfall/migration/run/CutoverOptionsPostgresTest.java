package dev.planetfall.migration.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planetfall.migration.CutoverRehearsal;
import dev.planetfall.migration.CutoverRehearsal.Part;
import dev.planetfall.migration.Journal;
import dev.planetfall.migration.LastComparison;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.freeze.WriteFreeze;
import dev.planetfall.postgres.Password;
import dev.planetfall.testing.MovingApplication;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
@Timeout(120)
class CutoverOptionsPostgresTest {
    @Test
    void rehearsesTheCutoverWhileTheApplicationWrites(TwoPostgres servers) {
        MovingApplication.makeTables(servers.sourceDatabase());
        MovingApplication.fillTables(servers.sourceDatabase());
        try (OpenMigration migration = decided(servers, LastComparison.ROWS, true);
                MovingApplication application = MovingApplication.start(servers.sourceDatabase(), 200)) {
            migration.decide(asSuperuser(servers, migration));
            replicate(migration);
            application.longestGap();
            CutoverRehearsal rehearsal = migration.rehearseCutover().join();
            application.awaitMore(20);

            assertThat(application.longestGap()).isLessThan(Duration.ofSeconds(1));
            assertThat(rehearsal.parts())
                    .extracting(Part::title)
                    .startsWith("Stop writes on the source", "Wait until PlanetScale has applied everything")
                    .contains("Compare the rows of both servers");
            assertThat(rehearsal.total()).isGreaterThan(Duration.ofMillis(160));
            assertThat(migration.state().rehearsal()).contains(rehearsal);
            assertThat(migration.state().status(Phase.CUTOVER)).isEqualTo(PhaseStatus.NOT_STARTED);
            application.stop();
            migration.undo(Phase.REPLICATE).join();
        }
    }

    @Test
    void tellsInTheRehearsalWhatWouldFail(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> session.execute("CREATE TABLE item (id int PRIMARY KEY)"));
        try (OpenMigration migration = decided(servers, LastComparison.NOTHING, true)) {
            replicate(migration);
            assertThatThrownBy(() -> migration.rehearseCutover().join())
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOf(StepFailedException.class)
                    .hasMessageStartingWith(
                            "No writer was stopped, because there would be no way back: role store_owner may not subscribe on the source");
            migration.undo(Phase.REPLICATE).join();
        }
    }

    @Test
    void saysThatNothingIsReplicatedAnyMore(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> session.execute("CREATE TABLE item (id int PRIMARY KEY)"));
        try (OpenMigration migration = decided(servers, LastComparison.NOTHING, false)) {
            replicate(migration);
            migration.undo(Phase.REPLICATE).join();
            assertThatThrownBy(() -> migration.rehearseCutover().join())
                    .cause()
                    .hasMessage(
                            "No writer was stopped, because nothing is replicated: PlanetScale has no subscription of this"
                                    + " migration.");
        }
    }

    @Test
    void countsRowsInsteadOfComparingThem(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> {
            session.execute("CREATE TABLE item (id int PRIMARY KEY)");
            session.execute("INSERT INTO item SELECT generate_series(1, 500)");
        });
        try (OpenMigration migration = decided(servers, LastComparison.COUNTS, false)) {
            replicate(migration);
            servers.targetDatabase().useSession(session -> session.execute("DELETE FROM item WHERE id = 7"));
            assertThat(migration.run(Phase.CUTOVER).join()).isEqualTo(PhaseStatus.FAILED);
            assertThat(table(migration)).extracting(TableComparison::verdict).isEqualTo(Verdict.DIFFERS);
            assertThat(migration.state().writesFrozen()).isFalse();

            servers.targetDatabase().useSession(session -> session.execute("INSERT INTO item VALUES (7)"));
            assertThat(migration.run(Phase.CUTOVER).join()).isEqualTo(PhaseStatus.DONE);
            assertThat(table(migration))
                    .extracting(TableComparison::verdict, TableComparison::note)
                    .containsExactly(Verdict.NOT_VERIFIED, "Only counted");
            assertThat(migration.state().verification().orElseThrow().isProven())
                    .isFalse();
            migration.undo(Phase.CUTOVER).join();
            migration.undo(Phase.REPLICATE).join();
        }
    }

    @Test
    void cutsOverWithARoleThatOwnsNoMoreThanTheTables(TwoPostgres servers) {
        String database = servers.sourceSettings().database();
        MovingApplication.makeTables(servers.sourceDatabase());
        MovingApplication.fillTables(servers.sourceDatabase());
        for (String sql : List.of(
                "CREATE ROLE tenant LOGIN REPLICATION PASSWORD 'x'",
                "GRANT pg_signal_backend, pg_read_all_stats TO tenant",
                "ALTER DATABASE " + database + " OWNER TO postgres",
                "GRANT CREATE ON DATABASE " + database + " TO tenant",
                "DO $$ DECLARE r record; BEGIN FOR r IN SELECT oid::regclass AS name FROM pg_class"
                        + " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP"
                        + " EXECUTE format('ALTER TABLE %s OWNER TO tenant', r.name);"
                        + " EXECUTE format('GRANT ALL ON %s TO store_owner', r.name); END LOOP; END $$",
                "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO store_owner")) {
            admin(servers, sql);
        }
        try (OpenMigration migration = decided(servers, LastComparison.ROWS, false);
                MovingApplication application = MovingApplication.start(servers.sourceDatabase(), 100)) {
            migration.decide(PlanBuilder.from(migration.plan().orElseThrow())
                    .source(servers.sourceSettings().withUser("tenant").withPassword(Password.of("x")))
                    .build()
                    .orElseThrow());
            replicate(migration);
            assertThat(migration.run(Phase.CUTOVER).join()).isEqualTo(PhaseStatus.DONE);
            application.moveTo(servers.targetDatabase());
            application.awaitMore(20);
            application.stop();
            assertThat(application.wrongIn(servers.targetDatabase())).isEmpty();
            assertThat(servers.sourceDatabase().withReadOnlySession(WriteFreeze::isImposed))
                    .isTrue();

            migration.undo(Phase.CUTOVER).join();
            assertThat(servers.sourceDatabase().withReadOnlySession(WriteFreeze::isImposed))
                    .isFalse();
            migration.undo(Phase.REPLICATE).join();
        } finally {
            admin(servers, "REASSIGN OWNED BY tenant TO store_owner");
            admin(servers, "DROP OWNED BY tenant");
            admin(servers, "DROP ROLE tenant");
        }
    }

    private static void admin(TwoPostgres servers, String sql) {
        servers.sourceAdmin().useSession(session -> session.execute(sql));
    }

    private static TableComparison table(OpenMigration migration) {
        return migration.state().verification().orElseThrow().tables().get(0);
    }

    private static MigrationPlan asSuperuser(TwoPostgres servers, OpenMigration migration) {
        return PlanBuilder.from(migration.plan().orElseThrow())
                .source(servers.sourceServer()
                        .superuserSettings(servers.sourceSettings().database()))
                .build()
                .orElseThrow();
    }

    private static OpenMigration decided(TwoPostgres servers, LastComparison comparison, boolean wayBack) {
        MigrationPlan plan = PlanBuilder.from(servers.plan())
                .lastComparison(comparison)
                .wayBack(wayBack)
                .build()
                .orElseThrow();
        OpenMigration migration = new OpenMigration(plan.id(), MigrationState.INITIAL, Journal.NONE, Clock.systemUTC());
        migration.decide(plan);
        return migration;
    }

    private static void replicate(OpenMigration migration) {
        for (Phase phase : List.of(Phase.SCHEMA, Phase.REPLICATE, Phase.VERIFY, Phase.SEQUENCES)) {
            assertThat(migration.run(phase).join()).as(phase.title()).isEqualTo(PhaseStatus.DONE);
        }
    }
}
