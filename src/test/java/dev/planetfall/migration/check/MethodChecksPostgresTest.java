package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Journal;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.Severity;
import dev.planetfall.migration.run.OpenMigration;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is asked depends on how the rows get to the target. */
@ExtendWith(TwoPostgresExtension.class)
class MethodChecksPostgresTest {
    @Test
    void forgetsWhatConcernedReplicationOnlyWhenAnotherMethodIsChosen(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> session.execute("CREATE TABLE keyless (id int)"));
        try (OpenMigration migration =
                new OpenMigration(servers.plan().id(), MigrationState.INITIAL, Journal.NONE, Clock.systemUTC())) {
            migration.decide(servers.plan());
            assertThat(migration.run(Phase.CHECK).join()).isEqualTo(PhaseStatus.BLOCKED);
            assertThat(blockers(migration)).containsExactly("replica-identity");

            migration.decide(by(servers, Method.DUMP_AND_RESTORE));
            assertThat(migration.state().findings()).isEmpty();
            assertThat(migration.run(Phase.CHECK).join()).isEqualTo(PhaseStatus.DONE);
            assertThat(migration.state().findings())
                    .extracting(Finding::checkId)
                    .contains("freeze-right", "copy-sessions")
                    .doesNotContain("wal-level", "replica-identity", "target-reaches-source", "log-retention");
        }
    }

    @Test
    void asksEverythingOfReplicationWhereItFollowsOurOwnCopy(TwoPostgres servers) {
        List<Check> missing = Checks.ALL.stream()
                .filter(check -> !check.concerns(Method.SNAPSHOT_COPY))
                .toList();
        assertThat(missing).isEmpty();
        assertThat(Asked.findings(new TargetWorkersCheck(), by(servers, Method.SNAPSHOT_COPY)))
                .containsExactly(Finding.passed(
                        "target-workers",
                        "PlanetScale has a free replication worker, which applies the changes after the copy."));
    }

    @Test
    void refusesToDumpWhatTheRoleMayNotFreeze(TwoPostgres servers) {
        String database = servers.sourceSettings().database();
        servers.sourceAdmin().useSession(session -> {
            session.execute("ALTER DATABASE " + database + " OWNER TO postgres");
            session.execute("CREATE ROLE clerk LOGIN");
            session.execute("CREATE TABLE of_others (id int)");
            session.execute("GRANT INSERT ON of_others TO clerk");
            try {
                assertThat(Asked.findings(new FreezeRightCheck(), by(servers, Method.DUMP_AND_RESTORE)))
                        .containsExactly(Finding.blocker(
                                "freeze-right",
                                "Role store_owner may not stop writes to database " + database
                                        + ": it owns neither the database nor all its tables, and may not change clerk.",
                                "Connect there as the owner of the database, or let an administrator make role store_owner a"
                                        + " member of the owner. Or stop the application yourself and choose \"Copy of one moment\", which copies without"
                                        + " stopping anybody."));
                assertThat(Asked.findings(new FreezeRightCheck(), by(servers, Method.LOGICAL_REPLICATION)))
                        .extracting(Finding::severity)
                        .containsExactly(Severity.WARNING);
                session.execute("ALTER TABLE of_others OWNER TO store_owner");
                assertThat(Asked.findings(new FreezeRightCheck(), by(servers, Method.DUMP_AND_RESTORE)))
                        .containsExactly(
                                Finding.passed(
                                        "freeze-right",
                                        "Role store_owner may stop writes to database " + database
                                                + ", by taking the right to write to its tables from everybody and giving it back."));
            } finally {
                session.execute("ALTER DATABASE " + database + " OWNER TO store_owner");
                session.execute("DROP OWNED BY clerk");
                session.execute("DROP ROLE clerk");
            }
        });
        assertThat(new FreezeRightCheck().concerns(Method.STALE_COPY)).isFalse();
        assertThat(Asked.findings(new FreezeRightCheck(), by(servers, Method.DUMP_AND_RESTORE)))
                .containsExactly(Finding.passed(
                        "freeze-right", "Role store_owner may stop writes to database " + database + "."));
    }

    @Test
    void namesRolesWhoseSessionsCannotBeEnded(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> {
            session.execute("CREATE ROLE \"Other app\" LOGIN PASSWORD 'x'");
            try {
                dev.planetfall.postgres.Database other = new dev.planetfall.postgres.Database(
                        servers.sourceSettings()
                                .withUser("Other app")
                                .withPassword(dev.planetfall.postgres.Password.of("x")),
                        "other");
                other.useSession(open -> assertThat(
                                Asked.findings(new FreezeRightCheck(), by(servers, Method.DUMP_AND_RESTORE)))
                        .extracting(Finding::severity, Finding::sentence)
                        .contains(tuple(
                                Severity.WARNING,
                                "Role store_owner may not see and end the sessions of 1 other role on the source:"
                                        + " Other app.")));
            } finally {
                session.execute("DROP ROLE \"Other app\"");
            }
        });
    }

    @Test
    void triesWhetherSessionsSeeTheSameMoment(TwoPostgres servers) {
        assertMomentIsShared(servers);
    }

    @Test
    @PostgresPair(source = 18, target = 18)
    void triesWhetherSessionsOfEighteenSeeTheSameMoment(TwoPostgres servers) {
        assertMomentIsShared(servers);
    }

    private static void assertMomentIsShared(TwoPostgres servers) {
        assertThat(Asked.findings(new CopySessionsCheck(), by(servers, Method.STALE_COPY)))
                .containsExactly(Finding.passed(
                        "copy-sessions",
                        "The source shows several sessions the same moment, so that one copy can use them."));
    }

    private static List<String> blockers(OpenMigration migration) {
        return migration.state().findings().stream()
                .filter(finding -> finding.severity() == Severity.BLOCKER)
                .map(Finding::checkId)
                .toList();
    }

    private static MigrationPlan by(TwoPostgres servers, Method method) {
        return PlanBuilder.from(servers.plan()).method(method).build().orElseThrow();
    }
}
