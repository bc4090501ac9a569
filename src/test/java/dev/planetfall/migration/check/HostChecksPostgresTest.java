package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Severity;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Checks of what stands at the other end of an address, and of its host. */
@ExtendWith(TwoPostgresExtension.class)
class HostChecksPostgresTest {
    private static final String RESTART = "Restarting the server ends all connections for as long as it takes.";
    private static final List<String> STEPS = List.of(
            "1. Run ALTER SYSTEM SET wal_level = 'logical' as a superuser.",
            "2. Restart the server.",
            "3. Let pg_hba.conf admit PlanetScale's addresses to this database with a password.",
            RESTART);
    private static final Finding PRIMARIES = Finding.passed("primary-server", "Both servers are primaries.");

    @Test
    void refusesAReplicaOnEitherSideUntilItIsPromoted(TwoPostgres servers, @TempDir Path folder) throws IOException {
        Path data = folder.resolve("data");
        try (OtherServer primary = OtherServer.in(data, 15)) {
            assertThat(Asked.findings(new PrimaryServerCheck(), Asked.from(servers, primary.settings())))
                    .containsExactly(PRIMARIES);
        }
        Files.createFile(data.resolve("standby.signal"));
        try (OtherServer replica = OtherServer.in(data, 15)) {
            assertThat(Asked.findings(new PrimaryServerCheck(), Asked.from(servers, replica.settings())))
                    .containsExactly(replica(Side.SOURCE));
            assertThat(Asked.findings(new PrimaryServerCheck(), Asked.to(servers, replica.settings())))
                    .containsExactly(replica(Side.TARGET));
            replica.database()
                    .useSession(session ->
                            session.query("SELECT pg_promote(true, 30) AS promoted", row -> row.flag("promoted")));
            assertThat(Asked.findings(new PrimaryServerCheck(), Asked.from(servers, replica.settings())))
                    .containsExactly(PRIMARIES);
        }
    }

    private static Finding replica(Side side) {
        return Finding.blocker(
                "primary-server",
                "The " + side.label() + " address, localhost, leads to a read replica.",
                "Use the address of the primary server: a replica can neither publish nor be written to.");
    }

    @Test
    void refusesAnAddressBehindWhichServersTakeTurns(TwoPostgres servers) throws IOException {
        try (OtherServer one = new OtherServer(15, Map.of());
                OtherServer two = new OtherServer(15, Map.of());
                Alternation both =
                        new Alternation(one.settings().port(), two.settings().port());
                Alternation first = new Alternation(one.settings().port())) {
            assertThat(Asked.findings(new OneServerCheck(), Asked.from(servers, through(both, one))))
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.withDetails(List.of()))
                                .isEqualTo(Finding.blocker(
                                        "one-server",
                                        "The source address, localhost, leads to 2 servers: 4 connections were not all"
                                                + " answered by the same one.",
                                        "What replication remembers is on one server only, and the others know nothing of it."
                                                + " Use the address of the primary server itself, not of a load balancer or a"
                                                + " reader endpoint."));
                        assertThat(finding.details())
                                .hasSize(2)
                                .allMatch(line -> line.matches("server \\d+ at (127.0.0.1|::1), started 2\\d{3}-.*"));
                    });
            assertThat(Asked.findings(new OneServerCheck(), Asked.from(servers, through(first, one))))
                    .containsExactly(Finding.passed(
                            "one-server", "Each address leads to one server, by which 4 connections were answered."));
        }
    }

    private static ConnectionSettings through(Alternation alternation, OtherServer server) {
        return server.settings().withPort(alternation.port());
    }

    @Test
    void turnsLogicalReplicationOnAsTheSuperuserOfOnesOwnServer(TwoPostgres servers, @TempDir Path folder)
            throws IOException {
        Path data = folder.resolve("data");
        Finding off = Finding.blocker(
                        "wal-level",
                        "Logical replication is not turned on at the source: its wal_level is replica.",
                        "Turn it on at Self-hosted PostgreSQL as listed below, and check again.")
                .withDetails(STEPS)
                .withRemedy(new Remedy(
                        Side.SOURCE,
                        "ALTER SYSTEM SET wal_level = 'logical';",
                        "It changes the configuration of the source for all its databases. Nothing happens until you restart"
                                + " the source yourself. " + RESTART,
                        "ALTER SYSTEM RESET wal_level;"));
        try (OtherServer plain = OtherServer.in(data, 15)) {
            assertThat(Asked.findings(new WalLevelCheck(), Asked.from(servers, plain.settings())))
                    .containsExactly(off);
            Mended.by(off.remedy().orElseThrow(), plain.database());
            assertThat(Asked.findings(new WalLevelCheck(), Asked.from(servers, plain.settings())))
                    .containsExactly(Finding.blocker(
                            "wal-level",
                            "Logical replication is turned on at the source, but the source has not been restarted since: its"
                                    + " wal_level is still replica.",
                            "Restart the source, and check again. " + RESTART));
            Mended.takenBack(off.remedy().orElseThrow(), plain.database());
            assertThat(Asked.findings(new WalLevelCheck(), Asked.from(servers, plain.settings())))
                    .containsExactly(off);
            Mended.by(off.remedy().orElseThrow(), plain.database());
        }
        try (OtherServer restarted = OtherServer.in(data, 15)) {
            assertThat(Asked.findings(new WalLevelCheck(), Asked.from(servers, restarted.settings())))
                    .containsExactly(Finding.passed("wal-level", "Logical replication is turned on at the source."));
        }
    }

    @Test
    void takesBackToWhatWasSetBefore(TwoPostgres servers, @TempDir Path folder) throws IOException {
        try (OtherServer plain = OtherServer.in(folder.resolve("data"), 15)) {
            plain.database().useSession(session -> session.execute("ALTER SYSTEM SET wal_level = minimal"));
            assertThat(Asked.findings(new WalLevelCheck(), Asked.from(servers, plain.settings())))
                    .singleElement()
                    .satisfies(
                            finding -> assertThat(finding.remedy().orElseThrow().undo())
                                    .isEqualTo("ALTER SYSTEM SET wal_level = 'minimal';"));
        }
    }

    @Test
    void offersNoStatementWhereTheStartOfTheServerDecides(TwoPostgres servers) throws IOException {
        try (OtherServer plain = new OtherServer(15, Map.of("wal_level", "replica"))) {
            assertThat(Asked.findings(new WalLevelCheck(), Asked.from(servers, plain.settings())))
                    .containsExactly(Finding.blocker(
                                    "wal-level",
                                    "Logical replication is not turned on at the source: its wal_level is replica.",
                                    "Turn it on at Self-hosted PostgreSQL as listed below, and check again.")
                            .withDetails(STEPS));
        }
    }

    @Test
    void knowsTheHostBehindANameOfOnesOwn(TwoPostgres servers) throws IOException {
        try (OtherServer plain = new OtherServer(15, Map.of("wal_level", "replica"))) {
            plain.database().useSession(session -> session.execute("CREATE ROLE cloudsqlsuperuser NOLOGIN"));
            assertThat(Asked.findings(new WalLevelCheck(), Asked.from(servers, plain.settings())))
                    .containsExactly(
                            Finding.blocker(
                                            "wal-level",
                                            "Logical replication is not turned on at the source: its wal_level is replica.",
                                            "Turn it on at Google Cloud SQL as listed below, and check again.")
                                    .withDetails(
                                            List.of(
                                                    "1. Open the instance in the Google Cloud console and choose Edit.",
                                                    "2. Under Flags, add cloudsql.logical_decoding and set it to on.",
                                                    "3. Choose Save; the instance restarts.",
                                                    "4. Run ALTER ROLE ... REPLICATION as postgres for the role that Planetfall uses.",
                                                    "Changing the flag restarts the instance and ends all connections for about a minute.")));
            assertThat(Asked.findings(new ProviderLimitsCheck(), Asked.from(servers, plain.settings())))
                    .containsExactly(
                            Finding.note(
                                            "provider-limits",
                                            "The source is hosted by Google Cloud SQL, of which a migration has to know the"
                                                    + " following.",
                                            "Read the list before the copy begins.")
                                    .withDetails(
                                            List.of(
                                                    "The instance needs a public address, and its authorised networks must hold PlanetScale's addresses.",
                                                    "An instance has 10 replication slots, unless the flag max_replication_slots was raised.")));
        }
    }

    /** A name of the platform's counts only on a server that shows the platform's marks. */
    @Test
    void leavesThePlatformsEventTriggersToThePlatform(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> {
            session.execute("CREATE FUNCTION public.watch() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN END$$");
            session.execute(
                    "CREATE EVENT TRIGGER issue_pg_net_access ON ddl_command_end EXECUTE FUNCTION public.watch()");
        });
        assertThat(Asked.findings(new EventTriggersCheck(), servers))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
        servers.sourceAdmin().useSession(session -> session.execute("CREATE SCHEMA supabase_functions"));
        assertThat(Asked.findings(new EventTriggersCheck(), servers))
                .containsExactly(Finding.passed(
                        "event-triggers", "The source has no event trigger that PlanetScale would lack."));
    }

    /** The port is a pooler's at one host and anything at another. */
    @Test
    void knowsThePoolerOfAHostBehindANameOfOnesOwn(TwoPostgres servers) throws IOException {
        try (OtherServer plain = new OtherServer(15, Map.of());
                Alternation pooler = Alternation.at(5431, plain.settings().port())) {
            ConnectionSettings pooled = through(pooler, plain);
            Finding direct = Finding.passed("pooler-host", "Neither address looks like a connection pooler's.");
            assertThat(Asked.findings(new PoolerHostCheck(), Asked.from(servers, pooled)))
                    .containsExactly(direct);
            plain.database().useSession(session -> session.execute("CREATE ROLE crunchy_superuser NOLOGIN"));
            assertThat(Asked.findings(new PoolerHostCheck(), Asked.from(servers, pooled)))
                    .containsExactly(Finding.blocker(
                            "pooler-host",
                            "The source address localhost port 5431 is a connection pooler of Crunchy Bridge, through which no"
                                    + " replication passes.",
                            "Use localhost port 5432 with user postgres instead."));
        }
    }

    @Test
    void refusesASystemThatOnlySpeaksTheProtocol(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> {
            session.execute("CREATE SCHEMA other");
            session.execute("CREATE FUNCTION other.version() RETURNS text LANGUAGE sql AS"
                    + " $$SELECT 'PostgreSQL 11.2-YB-2.19.3.0-b0 on x86_64-pc-linux-gnu'$$");
            session.execute("GRANT USAGE ON SCHEMA other TO PUBLIC");
            session.execute("ALTER DATABASE "
                    + session.queryOne("SELECT quote_ident(current_database()) AS name", row -> row.text("name"))
                    + " SET search_path = other, pg_catalog");
        });
        assertThat(Asked.findings(new ServerVersionCheck(), servers))
                .containsExactly(lookalike("source", "YugabyteDB"));
        ConnectionSettings cockroach = servers.targetSettings().withHost("shop.aws-us-east-1.cockroachlabs.cloud");
        assertThat(Asked.findings(new ServerVersionCheck(), Asked.to(servers, cockroach)))
                .containsExactly(lookalike("source", "YugabyteDB"), lookalike("PlanetScale", "CockroachDB"));
    }

    private static Finding lookalike(String side, String name) {
        return Finding.blocker(
                "server-version",
                "The " + side + " server is " + name
                        + ", another database system that only speaks PostgreSQL's language.",
                "It can be neither migrated from nor to: use the address of a PostgreSQL server.");
    }
}
