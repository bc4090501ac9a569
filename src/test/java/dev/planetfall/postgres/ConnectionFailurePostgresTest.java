package dev.planetfall.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people are told when a login fails. Every failure is one of a real server. */
@ExtendWith(TwoPostgresExtension.class)
class ConnectionFailurePostgresTest {
    private static final String SECRET = "it's \\ s3cret";

    @Test
    void saysThatThePasswordIsWrong(TwoPostgres servers) {
        ConnectionSettings settings = servers.sourceSettings().withPassword(Password.of(SECRET));
        assertThat(failure(settings))
                .isEqualTo(new Told(
                        ConnectionProblem.WRONG_PASSWORD,
                        "localhost refused the password of role store_owner: type the password again, or reset it with"
                                + " your provider."));
    }

    @Test
    void asksForThePasswordThatWasNotGiven(TwoPostgres servers) {
        ConnectionSettings settings = servers.sourceSettings().withoutPassword();
        assertThat(failure(settings).problem()).isEqualTo(ConnectionProblem.NO_PASSWORD);
    }

    @Test
    void doesNotTellAMissingRoleFromAWrongPassword(TwoPostgres servers) {
        ConnectionSettings settings = servers.sourceSettings();
        assertThat(failure(settings.withUser("nobody")).problem()).isEqualTo(ConnectionProblem.WRONG_PASSWORD);
    }

    @Test
    void namesTheMissingDatabase(TwoPostgres servers) {
        ConnectionSettings settings = servers.sourceSettings().withDatabase("No such");
        assertThat(failure(settings).problem()).isEqualTo(ConnectionProblem.NO_SUCH_DATABASE);
    }

    @Test
    void namesTheHostThatNobodyKnows(TwoPostgres servers) {
        ConnectionSettings settings = servers.sourceSettings().withHost("db.example.invalid");
        assertThat(failure(settings).problem()).isEqualTo(ConnectionProblem.UNKNOWN_HOST);
    }

    @Test
    void namesThePortWhereNothingListens(TwoPostgres servers) throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        assertThat(failure(servers.sourceSettings().withPort(closed)).problem()).isEqualTo(ConnectionProblem.REFUSED);
    }

    @Test
    void tellsOfARoleThatTheServerDoesNotAdmit(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> {
            String file = session.queryOne("SHOW hba_file", row -> row.text("hba_file"));
            String before = session.queryOne("SELECT pg_read_file(?) AS rules", row -> row.text("rules"), file);
            try {
                write(session, file, "host all store_owner all reject\n" + before);
                assertThat(failure(servers.sourceSettings()).problem()).isEqualTo(ConnectionProblem.NOT_ADMITTED);
            } finally {
                write(session, file, before);
            }
        });
    }

    @Test
    void tellsOfAServerWithoutEncryption(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> {
            try {
                session.execute("ALTER SYSTEM SET ssl = off");
                reload(session);
                assertThat(failure(servers.sourceSettings()).problem()).isEqualTo(ConnectionProblem.TLS_NOT_OFFERED);
            } finally {
                session.execute("ALTER SYSTEM RESET ssl");
                reload(session);
            }
        });
    }

    @Test
    void doesNotTrustACertificateThatNobodySigned(TwoPostgres servers) {
        ConnectionSettings settings = servers.sourceSettings().withTls(SslMode.VERIFY_FULL, Optional.empty());
        assertThat(failure(settings).problem()).isEqualTo(ConnectionProblem.CERTIFICATE_NOT_TRUSTED);
    }

    @Test
    void doesNotTrustTheCertificateOfAnotherServer(TwoPostgres servers) {
        ConnectionSettings settings = servers.sourceSettings()
                .withTls(SslMode.VERIFY_FULL, Optional.of(servers.targetServer().rootCertificate()));
        assertThat(failure(settings).problem()).isEqualTo(ConnectionProblem.CERTIFICATE_NOT_TRUSTED);
    }

    @Test
    void doesNotTrustACertificateForAnotherName(TwoPostgres servers) {
        ConnectionSettings settings = servers.sourceSettings()
                .withHost("127.1")
                .withTls(SslMode.VERIFY_FULL, Optional.of(servers.sourceServer().rootCertificate()));
        assertThat(failure(settings).problem()).isEqualTo(ConnectionProblem.CERTIFICATE_NOT_TRUSTED);
    }

    @Test
    void believesTheCertificateItWasGiven(TwoPostgres servers) {
        ConnectionSettings settings = servers.sourceSettings()
                .withTls(SslMode.VERIFY_FULL, Optional.of(servers.sourceServer().rootCertificate()));
        assertThat(encrypted(settings)).isTrue();
    }

    @Test
    void provesThatNobodySitsBetweenWhereThatIsDemanded(TwoPostgres servers) {
        ConnectionSettings demanding = servers.sourceSettings().withChannelBinding(true);
        assertThat(encrypted(demanding)).isTrue();
        assertThat(failure(demanding.withTls(SslMode.DISABLE, Optional.empty())))
                .isEqualTo(new Told(
                        ConnectionProblem.CHANNEL_BINDING_NOT_OFFERED,
                        "localhost does not offer channel binding to role store_owner with sslmode disable, but"
                                + " channel_binding=require demands it: use sslmode require or stricter and a role whose"
                                + " password is kept as scram-sha-256, or leave channel_binding out."));
    }

    @Test
    void meetsAnEavesdropperOnlyWhereNothingIsDemanded(TwoPostgres servers) throws Exception {
        ConnectionSettings real = servers.sourceSettings();
        Path certificate = servers.sourceServer().rootCertificate();
        try (Eavesdropper between =
                new Eavesdropper(real, servers.targetServer().rootCertificate())) {
            ConnectionSettings tapped = real.withPort(between.port());

            assertThat(encrypted(tapped)).as("what the server sees").isFalse();
            assertThat(failure(tapped.withChannelBinding(true)).problem())
                    .isEqualTo(ConnectionProblem.CHANNEL_BINDING_NOT_OFFERED);
            assertThat(failure(tapped.withTls(SslMode.VERIFY_FULL, Optional.of(certificate)))
                            .problem())
                    .isEqualTo(ConnectionProblem.CERTIFICATE_NOT_TRUSTED);
        }
    }

    @Test
    void namesTheRootCertificateThatCannotBeRead(TwoPostgres servers) {
        ConnectionSettings settings =
                servers.sourceSettings().withTls(SslMode.VERIFY_FULL, Optional.of(Path.of("no-such-file.pem")));
        assertThat(failure(settings).problem()).isEqualTo(ConnectionProblem.ROOT_CERTIFICATE_UNREADABLE);
    }

    @Test
    void tellsOfARoleThatHasNoConnectionLeft(TwoPostgres servers) {
        servers.sourceAdmin().useSession(session -> {
            try {
                session.execute("ALTER ROLE store_owner CONNECTION LIMIT 0");
                assertThat(failure(servers.sourceSettings()).problem())
                        .isEqualTo(ConnectionProblem.TOO_MANY_CONNECTIONS);
            } finally {
                session.execute("ALTER ROLE store_owner CONNECTION LIMIT -1");
            }
        });
    }

    @Test
    void givesUpOnAPortThatNeverAnswers(TwoPostgres servers) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("localhost"))) {
            ConnectionSettings settings = servers.sourceSettings().withPort(silent.getLocalPort());
            assertThat(failure(settings).problem()).isEqualTo(ConnectionProblem.TIMED_OUT);
            assertThat(failure(settings.withTls(SslMode.PREFER, Optional.empty()))
                            .problem())
                    .isEqualTo(ConnectionProblem.TIMED_OUT);
            assertThat(failure(settings.withTls(SslMode.DISABLE, Optional.empty()))
                            .problem())
                    .isEqualTo(ConnectionProblem.TIMED_OUT);
        }
    }

    @Test
    void saysThatWhoeverAnsweredHungUp(TwoPostgres servers) throws Exception {
        for (SslMode mode : SslMode.values()) {
            try (ServerSocket cut = new ServerSocket(0, 5, InetAddress.getByName("localhost"))) {
                answer(cut, "");
                ConnectionSettings settings =
                        servers.sourceSettings().withPort(cut.getLocalPort()).withTls(mode, Optional.empty());
                assertThat(failure(settings))
                        .as(mode.keyword())
                        .isEqualTo(
                                new Told(
                                        ConnectionProblem.HUNG_UP,
                                        "localhost port " + cut.getLocalPort()
                                                + " broke the connection off before it answered: look whether the server runs,"
                                                + " and at what stands between here and it, such as a proxy, tunnel or firewall."));
            }
        }
    }

    @Test
    void recognisesAServerOfAnotherKind(TwoPostgres servers) throws Exception {
        for (SslMode mode : SslMode.values()) {
            try (ServerSocket web = new ServerSocket(0, 5, InetAddress.getByName("localhost"))) {
                answer(web, "HTTP/1.1 400 Bad Request\r\n\r\n");
                ConnectionSettings settings =
                        servers.sourceSettings().withPort(web.getLocalPort()).withTls(mode, Optional.empty());
                assertThat(failure(settings).problem()).as(mode.keyword()).isEqualTo(ConnectionProblem.NOT_POSTGRES);
            }
        }
    }

    /** The very bytes of PgBouncer's refusal. */
    @Test
    void recognisesAPooler(TwoPostgres servers) throws IOException {
        String fields = "SFATAL\0C08P01\0Munsupported startup parameter: options\0\0";
        String message = "E\0\0\0" + (char) (fields.length() + 4) + fields;
        try (ServerSocket pooler = new ServerSocket(0, 5, InetAddress.getByName("localhost"))) {
            answer(pooler, message);
            ConnectionSettings settings =
                    servers.sourceSettings().withPort(pooler.getLocalPort()).withTls(SslMode.DISABLE, Optional.empty());
            assertThat(failure(settings).problem()).isEqualTo(ConnectionProblem.POOLER);
        }
    }

    /** Says the same to everyone until the socket is closed. */
    private static void answer(ServerSocket server, String message) {
        Thread answering = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket client = server.accept();
                        OutputStream out = client.getOutputStream()) {
                    out.write(message.getBytes(StandardCharsets.ISO_8859_1));
                    out.flush();
                    client.shutdownOutput();
                    client.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // The client went away, or the test is over.
                }
            }
        });
        answering.setDaemon(true);
        answering.start();
    }

    /** What was told, after looking for the password in everything that could be printed. */
    private static Told failure(ConnectionSettings settings) {
        ConnectionFailedException failure = catchThrowableOfType(
                ConnectionFailedException.class, () -> new Database(settings, "source").useSession(session -> {}));
        assertThat(failure).as("login as " + settings).isNotNull();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain("s3cret");
            if (!settings.password().isEmpty()) {
                assertThat(cause.toString()).doesNotContain(settings.password().reveal());
            }
        }
        assertThat(failure.getMessage()).doesNotContain("%").doesNotContain("Exception");
        return new Told(failure.problem(), failure.getMessage());
    }

    private static boolean encrypted(ConnectionSettings settings) {
        Function<Row, Boolean> reader = row -> row.flag("ssl");
        return new Database(settings, "source")
                .withSession(session ->
                        session.queryOne("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", reader));
    }

    private static void write(Session session, String file, String rules) {
        session.execute("COPY (SELECT unnest(string_to_array(" + SqlLiteral.quote(rules.strip()) + ", chr(10)))) TO "
                + SqlLiteral.quote(file));
        reload(session);
    }

    /** The postmaster reads its files a moment after it was told to. */
    private static void reload(Session session) {
        session.execute("SELECT pg_reload_conf(), pg_sleep(0.3)");
    }

    private record Told(ConnectionProblem problem, String sentence) {}
}
