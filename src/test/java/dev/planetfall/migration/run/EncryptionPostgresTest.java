package dev.planetfall.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.demo.EmbeddedServer;
import dev.planetfall.migration.Failure;
import dev.planetfall.migration.Journal;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.StepState;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.SslMode;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.ServerLog;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is demanded of one connection is demanded of all: this computer's to both servers, and the servers' to each other. */
@ExtendWith(TwoPostgresExtension.class)
@PostgresPair(source = 17, target = 18)
@Timeout(120)
class EncryptionPostgresTest {
    private static final List<String> ROLES = List.of("user=store_owner", "user=pscale_default");

    @Test
    void verifiesTheCertificateInEverySessionThereAndBack(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> session.execute("""
                CREATE TABLE item (id int PRIMARY KEY); INSERT INTO item SELECT generate_series(1, 100);
                ALTER TABLE item OWNER TO store_owner; GRANT pg_create_subscription TO store_owner"""));
        List<Database> admins = List.of(servers.sourceAdmin(), servers.targetAdmin());
        admins.forEach(admin -> logConnections(admin, "SET log_connections = on"));
        List<ServerLog> logs =
                List.of(ServerLog.fromNowOn(servers.sourceServer()), ServerLog.fromNowOn(servers.targetServer()));
        try {
            thereAndBack(plan(servers, servers.sourceServer(), servers.targetServer()), servers);
        } finally {
            admins.forEach(admin -> logConnections(admin.despiteFreeze(), "RESET log_connections"));
            servers.sourceAdmin()
                    .despiteFreeze()
                    .useSession(session -> session.execute("REVOKE pg_create_subscription FROM store_owner"));
        }
        for (ServerLog log : logs) {
            assertThat(logins(log))
                    .hasSizeGreaterThan(10)
                    .anySatisfy(line -> assertThat(line).contains("replication connection authorized"))
                    .allSatisfy(line -> assertThat(line).contains("SSL enabled (protocol=TLSv1."));
        }
    }

    @Test
    void refusesAServerThatShowsAnotherCertificate(TwoPostgres servers) {
        MigrationPlan plan = plan(servers, servers.targetServer(), servers.targetServer());
        try (OpenMigration migration =
                new OpenMigration(plan.id(), MigrationState.INITIAL, Journal.NONE, Clock.systemUTC())) {
            migration.decide(plan);

            assertThat(migration.run(Phase.CONNECT).join()).isEqualTo(PhaseStatus.FAILED);
            assertThat(failures(migration.state()))
                    .containsExactly(
                            "The source: The certificate of localhost is not signed by an authority that this computer trusts,"
                                    + " or is not for that name: name the provider's root certificate, or use sslmode require.");
        }
    }

    private static void thereAndBack(MigrationPlan plan, TwoPostgres servers) {
        try (OpenMigration migration =
                new OpenMigration(plan.id(), MigrationState.INITIAL, Journal.NONE, Clock.systemUTC())) {
            migration.decide(plan);
            for (Phase phase : List.of(Phase.CONNECT, Phase.CHECK, Phase.SCHEMA, Phase.REPLICATE)) {
                run(migration, phase);
            }
            assertThat(conninfo(servers.targetAdmin())).contains("sslmode='verify-full'", "channel_binding='require'");
            run(migration, Phase.CUTOVER);
            assertThat(conninfo(servers.sourceAdmin())).contains("sslmode='verify-full'", "channel_binding='require'");
            run(migration, Phase.FINISH);
        }
    }

    private static String conninfo(Database admin) {
        return admin.withSession(session -> session.queryOne(
                "SELECT coalesce(string_agg(subconninfo, ' '), '') AS said FROM pg_subscription",
                row -> row.text("said")));
    }

    private static MigrationPlan plan(
            TwoPostgres servers, EmbeddedServer believedSource, EmbeddedServer believedTarget) {
        return PlanBuilder.from(servers.plan())
                .source(demanding(servers.sourceSettings(), believedSource))
                .target(demanding(servers.targetSettings(), believedTarget))
                .wayBack(true)
                .build()
                .orElseThrow();
    }

    private static ConnectionSettings demanding(ConnectionSettings settings, EmbeddedServer believed) {
        return settings.withTls(SslMode.VERIFY_FULL, Optional.of(believed.rootCertificate()))
                .withChannelBinding(true);
    }

    private static void logConnections(Database admin, String change) {
        admin.useSession(session -> {
            session.execute("ALTER SYSTEM " + change);
            session.query("SELECT pg_reload_conf() AS done", row -> row.flag("done"));
        });
    }

    private static List<String> logins(ServerLog log) {
        return Arrays.stream(log.text().split("\n"))
                .filter(line -> line.contains("connection authorized"))
                .filter(line -> ROLES.stream().anyMatch(line::contains))
                .toList();
    }

    private static void run(OpenMigration migration, Phase phase) {
        PhaseStatus status = migration.run(phase).join();
        assertThat(status)
                .as(phase + " " + failures(migration.state())
                        + migration.state().findings())
                .isEqualTo(PhaseStatus.DONE);
    }

    private static List<String> failures(MigrationState state) {
        return state.steps().values().stream()
                .map(StepState::failure)
                .flatMap(Optional::stream)
                .map(Failure::sentence)
                .toList();
    }
}
