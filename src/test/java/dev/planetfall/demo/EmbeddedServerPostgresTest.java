package dev.planetfall.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.ConnectionFailedException;
import dev.planetfall.postgres.ConnectionProblem;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Conninfo;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.RoleFacts;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlLiteral;
import dev.planetfall.postgres.SslMode;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TwoPostgresExtension.class)
class EmbeddedServerPostgresTest {
    @Test
    void refusesWrongPasswordOverTcp(TwoPostgres servers) {
        assertRefused(servers.sourceSettings());
        assertRefused(servers.targetSettings());
        assertRefused(servers.sourceServer().superuserSettings("postgres"));
        assertRefused(servers.targetServer().superuserSettings("postgres"));
    }

    @Test
    void encryptsSessions(TwoPostgres servers) {
        String query = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";

        assertThat(ask(new Database(servers.sourceSettings(), "source"), query)).isEqualTo("true");
        assertThat(ask(new Database(servers.targetSettings(), "target"), query)).isEqualTo("true");
    }

    @Test
    void certificateNamesLocalhost(TwoPostgres servers) {
        ConnectionSettings settings = servers.sourceSettings();
        ConnectionSettings verifying = new ConnectionSettings(
                settings.host(),
                settings.port(),
                settings.database(),
                settings.user(),
                settings.password(),
                SslMode.VERIFY_FULL,
                Optional.of(servers.sourceServer().rootCertificate()));

        assertThat(ask(new Database(verifying, "source"), "SELECT 'in' AS x")).isEqualTo("in");
    }

    @Test
    void givesSourceRoleWhatManagedHostsGive(TwoPostgres servers) {
        RoleFacts role = servers.sourceDatabase().withSession(session -> new Catalog(session).role());

        assertThat(role).isEqualTo(new RoleFacts(new Identifier("store_owner"), false, true, false, false, true));
    }

    @Test
    void givesTargetRoleWhatPlanetScaleGives(TwoPostgres servers) {
        RoleFacts role = servers.targetDatabase().withSession(session -> new Catalog(session).role());
        List<String> memberships = servers.targetDatabase()
                .withSession(session -> session.query(
                        "SELECT roleid::regrole::text AS name FROM pg_auth_members WHERE member = current_user::regrole ORDER BY 1",
                        row -> row.text("name")));

        assertThat(role).isEqualTo(new RoleFacts(new Identifier("pscale_default"), false, true, true, true, true));
        assertThat(memberships)
                .containsExactly(
                        "pg_checkpoint",
                        "pg_create_subscription",
                        "pg_maintain",
                        "pg_monitor",
                        "pg_read_all_data",
                        "pg_read_all_settings",
                        "pg_read_all_stats",
                        "pg_signal_backend",
                        "pg_stat_scan_tables",
                        "pg_use_reserved_connections",
                        "pg_write_all_data");
        assertThat(ask(
                        servers.targetDatabase(),
                        "SELECT rolcreatedb AND rolcreaterole FROM pg_roles WHERE rolname = current_user"))
                .isEqualTo("true");
    }

    @Test
    void ordinaryRoleSubscribesWithItsPassword(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> {
            session.execute("CREATE TABLE parcel (id int PRIMARY KEY, label text)");
            session.execute("INSERT INTO parcel VALUES (1, 'first')");
            session.execute("CREATE PUBLICATION parcels FOR TABLE parcel");
        });
        String conninfo = Conninfo.forSubscription(servers.sourceSettings(), "planetfall");
        servers.targetDatabase().useSession(session -> {
            session.execute("CREATE TABLE parcel (id int PRIMARY KEY, label text)");
            session.execute("CREATE SUBSCRIPTION parcels CONNECTION " + SqlLiteral.quote(conninfo)
                    + " PUBLICATION parcels WITH (slot_name = "
                    + servers.plan().names().slot().quoted() + ")");
            assertThat(arrived(session)).isEqualTo("first");
            session.execute("DROP SUBSCRIPTION parcels");
        });
        servers.sourceDatabase().useSession(session -> session.execute("DROP PUBLICATION parcels"));
    }

    private static String arrived(Session session) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        Optional<String> label = Optional.empty();
        while (label.isEmpty() && Instant.now().isBefore(deadline)) {
            label = session.queryFirst("SELECT label FROM parcel", row -> row.text("label"));
        }
        return label.orElse("nothing");
    }

    private static void assertRefused(ConnectionSettings settings) {
        Database database = new Database(settings.withPassword(Password.of("not this one")), "server");

        assertThatExceptionOfType(ConnectionFailedException.class)
                .isThrownBy(() -> ask(database, "SELECT 1 AS one"))
                .satisfies(refusal -> assertThat(refusal.problem()).isEqualTo(ConnectionProblem.WRONG_PASSWORD));
    }

    private static String ask(Database database, String query) {
        return database.withSession(
                session -> session.queryOne("SELECT (" + query + ")::text AS answer", row -> row.text("answer")));
    }
}
