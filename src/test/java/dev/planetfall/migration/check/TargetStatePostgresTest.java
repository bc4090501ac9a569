package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.postgres.Conninfo;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.SqlLiteral;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What PlanetScale is set to, and what it has room for. */
@ExtendWith(TwoPostgresExtension.class)
class TargetStatePostgresTest {
    @Test
    void recommendsThePoolerWhereConnectionsAreFew(TwoPostgres servers) throws IOException {
        Map<String, String> few = Map.of("max_connections", "6", "superuser_reserved_connections", "3");
        try (OtherServer other = new OtherServer(18, few)) {
            MigrationPlan plan = Asked.to(servers, other.settings());
            Database application = servers.sourceDatabase().asApplication("shop");
            assertThat(open(application, 3, plan))
                    .containsExactly(Finding.passed(
                            "target-connections",
                            "PlanetScale takes 3 direct connections at once; applications have 3 open at the source."));
            assertThat(open(application, 4, plan))
                    .containsExactly(Finding.warning(
                            "target-connections",
                            "Applications have 4 connections open at the source, and PlanetScale takes only 3 direct"
                                    + " connections at once.",
                            "Let the application use port 6432 of PlanetScale after the move: a pooler shares the"
                                    + " connections there. Or choose a larger size."));
        }
    }

    /** Asks while the application has so many sessions open. */
    private static List<Finding> open(Database application, int sessions, MigrationPlan plan) {
        return sessions == 0
                ? Asked.findings(new TargetConnectionsCheck(), plan)
                : application.withSession(session -> open(application, sessions - 1, plan));
    }

    @Test
    void refusesAPlanetScaleWithoutReplicationWorkers(TwoPostgres servers) throws IOException {
        try (OtherServer other = new OtherServer(18, Map.of("max_logical_replication_workers", "0"))) {
            assertThat(Asked.findings(new TargetWorkersCheck(), Asked.to(servers, other.settings())))
                    .containsExactly(Finding.blocker(
                                    "target-workers",
                                    "PlanetScale has no replication workers, so that no subscription can start.",
                                    "Raise the settings below in the PlanetScale dashboard, under the cluster's parameters.")
                            .withDetails(List.of(
                                    "max_worker_processes is 8, 0 in use; a change restarts PlanetScale",
                                    "max_logical_replication_workers is 0, 0 in use; a change restarts PlanetScale",
                                    "max_sync_workers_per_subscription is 2; a change needs no restart")));
        }
    }

    @Test
    @PostgresPair(source = 15, target = 17)
    void saysWhenOthersUseAllWorkersAndWhenMoreWouldHelp(TwoPostgres servers) throws Exception {
        servers.sourceDatabase().useSession(session -> {
            for (int i = 1; i <= 5; i++) {
                session.execute("CREATE TABLE parcel_" + i + " (id int PRIMARY KEY)");
            }
            session.execute("CREATE PUBLICATION others FOR TABLE parcel_1");
        });
        try (OtherServer other = new OtherServer(17, Map.of("max_logical_replication_workers", "3"))) {
            MigrationPlan plan = Asked.to(servers, other.settings());
            assertThat(Asked.findings(new TargetWorkersCheck(), plan))
                    .containsExactly(Finding.passed(
                            "target-workers",
                            "PlanetScale has 3 free replication workers and copies 2 tables at a time."));
            assertThat(Asked.findings(new TargetWorkersCheck(Duration.ZERO), plan))
                    .containsExactly(Finding.note(
                                    "target-workers",
                                    "PlanetScale has 3 free replication workers and copies 2 tables at a time; a copy of"
                                            + " about 1.0 s would gain from 4.",
                                    "Raise max_sync_workers_per_subscription to 4 in the PlanetScale dashboard, under the"
                                            + " cluster's parameters, and the others to hold as many besides what they hold"
                                            + " now. The source then needs a replication slot and a WAL sender for each.")
                            .withDetails(List.of(
                                    "max_worker_processes is 8, 1 in use; a change restarts PlanetScale",
                                    "max_logical_replication_workers is 3, 0 in use; a change restarts PlanetScale",
                                    "max_sync_workers_per_subscription is 2; a change needs no restart")));
            other.database().useSession(session -> session.execute("CREATE TABLE parcel_1 (id int PRIMARY KEY)"));
            for (int i = 1; i <= 3; i++) {
                subscribe(servers, other, "others_" + i);
            }
            Waiting.until(() -> workers(other) == 3);
            assertThat(Asked.findings(new TargetWorkersCheck(), plan))
                    .containsExactly(Finding.warning(
                                    "target-workers",
                                    "All replication workers of PlanetScale are in use, so that the copy could not begin.",
                                    "End what others replicate there, or raise the settings below in the PlanetScale"
                                            + " dashboard, under the cluster's parameters.")
                            .withDetails(List.of(
                                    "max_worker_processes is 8, 4 in use; a change restarts PlanetScale",
                                    "max_logical_replication_workers is 3, 3 in use; a change restarts PlanetScale",
                                    "max_sync_workers_per_subscription is 2; a change needs no restart")));
        } finally {
            servers.clean();
        }
    }

    private static void subscribe(TwoPostgres servers, OtherServer other, String name) {
        String conninfo = SqlLiteral.quote(Conninfo.forSubscription(servers.sourceSettings(), name));
        other.database()
                .useSession(session -> session.execute("CREATE SUBSCRIPTION " + name + " CONNECTION " + conninfo
                        + " PUBLICATION others WITH (copy_data = false, slot_name = "
                        + servers.plan().id() + "_" + name + ")"));
    }

    private static long workers(OtherServer other) {
        return other.database()
                .withSession(session -> session.queryOne(
                        "SELECT count(*) AS workers FROM pg_stat_subscription WHERE pid IS NOT NULL",
                        row -> row.number("workers")));
    }

    @Test
    void notesWhatOnlyTheWayBackNeeds(TwoPostgres servers) throws IOException {
        try (OtherServer other = new OtherServer(18, Map.of("wal_level", "replica"))) {
            assertThat(Asked.findings(new TargetWalLevelCheck(), Asked.to(servers, other.settings())))
                    .containsExactly(Finding.note(
                            "target-wal-level",
                            "PlanetScale could not send changes back to the source after the move: its wal_level is"
                                    + " replica.",
                            "The move does not need it. If you want that way back, set wal_level to logical in the"
                                    + " PlanetScale dashboard, under the cluster's parameters, before the application moves:"
                                    + " it restarts the servers."));
        }
        servers.targetAdmin().useSession(session -> {
            try {
                session.execute("ALTER ROLE pscale_default NOREPLICATION");
                assertThat(Asked.findings(new TargetReplicationRightCheck(), servers))
                        .containsExactly(Finding.note(
                                "target-replication-right",
                                "Role pscale_default may not replicate from PlanetScale.",
                                "The move does not need it. If you want to send changes back to the source afterwards, use"
                                        + " PlanetScale's default role, or make a role with REPLICATION."));
            } finally {
                session.execute("ALTER ROLE pscale_default REPLICATION");
            }
        });
    }

    @Test
    @PostgresPair(source = 13, target = 18)
    void listsSettingsThatAnApplicationWouldNotice(TwoPostgres servers) {
        String database = "ALTER DATABASE " + servers.sourceSettings().database();
        servers.sourceAdmin().useSession(session -> session.execute(database + " SET xmlbinary = 'hex'"));
        servers.targetAdmin().useSession(session -> {
            session.execute(database + " SET search_path = shop, public");
            session.execute(database + " SET bytea_output = 'escape'");
            session.execute(database + " SET IntervalStyle = 'iso_8601'");
            session.execute(database + " SET work_mem = '16MB'");
            session.execute(database + " SET random_page_cost = 1.1");
            session.execute(database + " SET transaction_timeout = '1h'");
        });
        assertThat(Asked.findings(new TargetSettingsCheck(), servers))
                .containsExactly(Finding.note(
                                "target-settings",
                                "4 settings that an application may notice differ on PlanetScale: bytea_output,"
                                        + " IntervalStyle, search_path and 1 more.",
                                "Set what the application relies on with ALTER ROLE ... SET for its role on PlanetScale;"
                                        + " leave the rest as it is.")
                        .withDetails(List.of(
                                "bytea_output: hex at the source, escape at PlanetScale",
                                "IntervalStyle: postgres at the source, iso_8601 at PlanetScale",
                                "search_path: \"$user\", public at the source, shop, public at PlanetScale",
                                "work_mem: 4MB at the source, 16MB at PlanetScale")));
        servers.targetAdmin().useSession(session -> session.execute(database + " RESET ALL"));
        assertThat(Asked.findings(new TargetSettingsCheck(), servers))
                .containsExactly(Finding.passed(
                        "target-settings", "An application finds the settings on PlanetScale that the source has."));
    }
}
