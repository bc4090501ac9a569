package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.Severity;
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
    private static final String WHERE = "in the PlanetScale dashboard under Clusters, Parameters.";

    private static final String UNSEEN =
            "TimeZone and DateStyle cannot be seen from here: compare them with SHOW as the application connects.";

    /** Ten where workers are looked for every 100 ms. */
    private static final Duration SEVERAL_TRIES = Duration.ofSeconds(1);

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
    void refusesAPlanetScaleThatIsSetToTooFewWorkers(TwoPostgres servers) throws Exception {
        servers.sourceDatabase().useSession(session -> session.execute("CREATE TABLE parcel (id int PRIMARY KEY)"));
        Map<String, String> one = Map.of("max_logical_replication_workers", "1", "max_worker_processes", "4");
        try (OtherServer other = new OtherServer(18, one)) {
            assertThat(Asked.findings(new TargetWorkersCheck(), Asked.to(servers, other.settings())))
                    .containsExactly(Finding.blocker(
                                    "target-workers",
                                    "PlanetScale is set to fewer workers than one copy needs, which would never begin.",
                                    "Raise the settings below before the copy, " + WHERE)
                            .withDetails(List.of(
                                    "max_worker_processes is 4, 1 in use: enough",
                                    "max_logical_replication_workers is 1, 0 in use: set it to 2, which restarts"
                                            + " PlanetScale",
                                    "max_sync_workers_per_subscription is 2, for each migration: enough")));
        }
        Map<String, String> none = Map.of("max_logical_replication_workers", "0");
        Map<String, String> few = Map.of("max_worker_processes", "2");
        Map<String, String> noCopy = Map.of("max_sync_workers_per_subscription", "0");
        for (Map<String, String> settings : List.of(none, few, noCopy)) {
            try (OtherServer other = new OtherServer(18, settings)) {
                assertThat(Asked.findings(new TargetWorkersCheck(), Asked.to(servers, other.settings())))
                        .extracting(Finding::severity)
                        .containsExactly(Severity.BLOCKER);
            }
        }
    }

    @Test
    void countsTheWorkersThatTheServerHidesFromAnOrdinaryRole(TwoPostgres servers) throws IOException {
        Map<String, String> few = Map.of("max_worker_processes", "2", "max_logical_replication_workers", "2");
        try (OtherServer other = new OtherServer(18, few)) {
            other.database().useSession(session -> session.execute("CREATE ROLE clerk LOGIN"));
            MigrationPlan plan = Asked.to(servers, other.settings().withUser("clerk"));
            assertThat(Asked.findings(new TargetWorkersCheck(), plan))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.details())
                            .contains("max_worker_processes is 2, 1 in use: set it to 3, which restarts PlanetScale"));
        }
    }

    /** The harm itself: with a worker for changes and none for tables, the copy waits for ever. */
    @Test
    void seesACopyThatNeverBegins(TwoPostgres servers) throws Exception {
        servers.sourceDatabase().useSession(session -> {
            session.execute("CREATE TABLE parcel_1 (id int PRIMARY KEY)");
            session.execute("INSERT INTO parcel_1 VALUES (1)");
            session.execute("CREATE PUBLICATION others FOR TABLE parcel_1");
        });
        Map<String, String> one =
                Map.of("max_logical_replication_workers", "1", "wal_retrieve_retry_interval", "100ms");
        try (OtherServer other = new OtherServer(18, one)) {
            other.database().useSession(session -> session.execute("CREATE TABLE parcel_1 (id int PRIMARY KEY)"));
            subscribe(servers, other, "others_1", true);
            Waiting.until(() -> workers(other) == 1);
            Thread.sleep(SEVERAL_TRIES.toMillis());
            String state = other.database()
                    .withSession(session -> session.queryOne(
                            "SELECT srsubstate::text AS state FROM pg_subscription_rel", row -> row.text("state")));
            assertThat(state).isEqualTo("i");
        } finally {
            servers.clean();
        }
    }

    @Test
    @PostgresPair(source = 15, target = 17)
    void saysWhenOthersUseTheWorkersAndWhenMoreWouldHelp(TwoPostgres servers) throws Exception {
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
                                    "To be quicker, raise the settings below before the copy, " + WHERE
                                            + " The source then needs a replication slot and a WAL sender for each table"
                                            + " that is copied at the same time.")
                            .withDetails(figures("8, 1 in use: enough", "3, 0 in use: set it to 5")));
            other.database().useSession(session -> session.execute("CREATE TABLE parcel_1 (id int PRIMARY KEY)"));
            for (int i = 1; i <= 3; i++) {
                subscribe(servers, other, "others_" + i, false);
                if (i > 1) {
                    int used = i;
                    Waiting.until(() -> workers(other) == used);
                    assertThat(Asked.findings(new TargetWorkersCheck(), plan)).containsExactly(taken(3 - used, used));
                }
            }
        } finally {
            servers.clean();
        }
    }

    private static Finding taken(int free, int used) {
        return Finding.warning(
                        "target-workers",
                        "PlanetScale has " + free + " free replication worker" + (free == 1 ? "" : "s")
                                + " and the copy needs 2, so" + " that it would not begin while others use the rest.",
                        "End what others replicate there, or raise the settings below before the copy, " + WHERE)
                .withDetails(figures(
                        "8, " + (used + 1) + " in use: "
                                + (used == 2 ? "enough" : "set it to 9, which restarts PlanetScale"),
                        "3, " + used + " in use: set it to " + (used + 5)));
    }

    private static List<String> figures(String processes, String replication) {
        return List.of(
                "max_worker_processes is " + processes,
                "max_logical_replication_workers is " + replication + ", which restarts PlanetScale",
                "max_sync_workers_per_subscription is 2, for each migration: set it to 4, which needs no restart");
    }

    private static void subscribe(TwoPostgres servers, OtherServer other, String name, boolean copy) {
        String conninfo = SqlLiteral.quote(Conninfo.forSubscription(servers.sourceSettings(), name));
        other.database()
                .useSession(session -> session.execute("CREATE SUBSCRIPTION " + name + " CONNECTION " + conninfo
                        + " PUBLICATION others WITH (copy_data = " + copy + ", slot_name = "
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
                                    + " PlanetScale dashboard under Clusters, Parameters, before the application moves: it"
                                    + " restarts the servers."));
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
                                        + " leave the rest as it is. " + UNSEEN)
                        .withDetails(List.of(
                                "bytea_output: hex at the source, escape at PlanetScale",
                                "IntervalStyle: postgres at the source, iso_8601 at PlanetScale",
                                "search_path: \"$user\", public at the source, shop, public at PlanetScale",
                                "work_mem: 4MB at the source, 16MB at PlanetScale")));
        servers.targetAdmin().useSession(session -> session.execute(database + " RESET ALL"));
        assertThat(Asked.findings(new TargetSettingsCheck(), servers))
                .containsExactly(Finding.passed(
                        "target-settings",
                        "An application finds the settings on PlanetScale that the source has. " + UNSEEN));
    }
}
