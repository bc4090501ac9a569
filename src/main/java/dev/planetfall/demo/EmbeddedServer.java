package dev.planetfall.demo;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.SqlLiteral;
import dev.planetfall.postgres.SslMode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL server on a free port of this computer, reachable from here only. It offers TLS and asks everybody
 * for a password, because the subscription of an ordinary role is refused by a server that does not. Its data lives in a
 * temporary folder and is gone after {@link #close()} or when the program ends.
 */
public final class EmbeddedServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final String HOST = "localhost";
    private static final String SUPERUSER = "postgres";
    private static final String MAINTENANCE_DATABASE = "postgres";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Written to the file and not to the command line, so that ALTER SYSTEM can change them. */
    private static final String CONFIGURATION = """
            listen_addresses = 'localhost'
            unix_socket_directories = ''
            ssl = on
            password_encryption = 'scram-sha-256'
            wal_level = logical
            max_replication_slots = 50
            max_wal_senders = 50
            max_worker_processes = 50
            max_logical_replication_workers = 30
            wal_retrieve_retry_interval = '1s'
            max_wal_size = '4GB'
            log_min_error_statement = panic
            """;

    private static final String ACCESS = """
            host    all          all  127.0.0.1/32  scram-sha-256
            host    all          all  ::1/128       scram-sha-256
            host    replication  all  127.0.0.1/32  scram-sha-256
            host    replication  all  ::1/128       scram-sha-256
            """;

    private final PostgresRelease release;
    private final ServerKind kind;
    private final ServerFiles files;
    private final EmbeddedPostgres postgres;
    private final Password superuserPassword;
    private final Password rolePassword = randomPassword();

    private EmbeddedServer(
            PostgresRelease release,
            ServerKind kind,
            ServerFiles files,
            EmbeddedPostgres postgres,
            Password superuserPassword) {
        this.release = release;
        this.kind = kind;
        this.files = files;
        this.postgres = postgres;
        this.superuserPassword = superuserPassword;
    }

    /**
     * Starts a server and makes its ordinary role. Takes one to three seconds.
     *
     * @throws DemoUnavailableException when it does not start
     */
    public static EmbeddedServer start(PostgresRelease release, ServerKind kind) {
        Password password = randomPassword();
        ServerFiles files = ServerFiles.inNewFolder();
        ServerFiles.writePrivately(files.initialPassword(), password.reveal());
        EmbeddedServer server;
        try {
            server = new EmbeddedServer(
                    release, kind, files, builder(release, files, password).start(), password);
        } catch (IOException | RuntimeException e) {
            throw new DemoUnavailableException(
                    Messages.text("demo.embedded-server.postgresql-for-the-demo-did", release.major(), files.log()), e);
        } finally {
            ServerFiles.delete(files.initialPassword());
        }
        files.log().toFile().deleteOnExit();
        return server.withRole();
    }

    private static EmbeddedPostgres.Builder builder(PostgresRelease release, ServerFiles files, Password password) {
        return EmbeddedPostgres.builder()
                .setPgBinaryResolver(release)
                .setDataDirectory(files.data())
                .setOutputRedirector(
                        ProcessBuilder.Redirect.appendTo(files.log().toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(files.log().toFile()))
                .setPGStartupWait(Duration.ofSeconds(30))
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("auth-host", "scram-sha-256")
                .setLocaleConfig("pwfile", files.initialPassword().toString())
                .setConnectConfig("password", password.reveal())
                // The library trades safety for speed in its arguments; only another argument can take that back.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setDataDirectoryCustomizer(folder -> configure(release, folder.toPath()));
    }

    private static void configure(PostgresRelease release, Path data) {
        TlsIdentity identity = TlsIdentity.create(randomPassword().reveal());
        ServerFiles.writePrivately(data.resolve("server.key"), identity.privateKey());
        ServerFiles.writePrivately(data.resolve("server.crt"), identity.certificate());
        ServerFiles.writePrivately(data.resolve("pg_hba.conf"), ACCESS);
        String origins = release.major() >= 18 ? "max_active_replication_origins = 50\n" : "";
        ServerFiles.append(data.resolve("postgresql.conf"), CONFIGURATION + origins);
    }

    private EmbeddedServer withRole() {
        try {
            createRole();
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void createRole() {
        Identifier role = new Identifier(kind.roleName());
        administration().useSession(session -> {
            session.hiding(rolePassword)
                    .execute("CREATE ROLE " + role.quoted() + " " + kind.attributes() + " PASSWORD "
                            + SqlLiteral.quote(rolePassword.reveal()));
            for (String membership : kind.memberships(release.major())) {
                session.execute("GRANT " + new Identifier(membership).quoted() + " TO " + role.quoted());
            }
        });
    }

    public PostgresRelease release() {
        return release;
    }

    public ServerKind kind() {
        return kind;
    }

    /** Lets the ordinary role subscribe to other servers, as an administrator can from version 16 on. */
    void letSubscribe() {
        administration()
                .useSession(session ->
                        session.execute("GRANT pg_create_subscription TO " + new Identifier(kind.roleName()).quoted()));
    }

    /** Makes an empty database that belongs to the ordinary role. */
    public void createDatabase(String name) {
        administration()
                .useSession(session -> session.execute("CREATE DATABASE " + new Identifier(name).quoted() + " OWNER "
                        + new Identifier(kind.roleName()).quoted()));
    }

    /** Removes a database, ending the sessions in it. Fails while it has a subscription or a slot in use. */
    public void dropDatabase(String name) {
        boolean canForce = release.major() >= 13;
        administration().useSession(session -> {
            if (!canForce) {
                session.query(
                        "SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity WHERE datname = ?",
                        row -> row.flag("ended"),
                        name);
            }
            session.execute(
                    "DROP DATABASE IF EXISTS " + new Identifier(name).quoted() + (canForce ? " WITH (FORCE)" : ""));
        });
    }

    /** How the ordinary role connects. */
    public ConnectionSettings settings(String database) {
        return settings(database, kind.roleName(), rolePassword, SslMode.REQUIRE);
    }

    /**
     * How the superuser connects: what no person has on a managed host. For setting up and looking on, from this computer only, so
     * without TLS, which costs more than all the rest of a short session.
     */
    public ConnectionSettings superuserSettings(String database) {
        return settings(database, SUPERUSER, superuserPassword, SslMode.DISABLE);
    }

    /** The file with which {@link SslMode#VERIFY_FULL} believes this server. */
    public Path rootCertificate() {
        return files.certificate();
    }

    private ConnectionSettings settings(String database, String user, Password password, SslMode sslMode) {
        return new ConnectionSettings(HOST, postgres.getPort(), database, user, password, sslMode, Optional.empty());
    }

    private Database administration() {
        return new Database(superuserSettings(MAINTENANCE_DATABASE), "demo");
    }

    /** Stops the server and removes its data. */
    @Override
    public void close() {
        Optional<ProcessHandle> process = files.process();
        try {
            postgres.close();
        } catch (IOException e) {
            LOG.debug("The demo server did not stop by itself", e);
        } finally {
            // An orderly stop waits for replication, which cannot end when the other server is gone already.
            process.filter(ProcessHandle::isAlive).ifPresent(ProcessHandle::destroyForcibly);
            files.delete();
        }
    }

    private static Password randomPassword() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return Password.of(HexFormat.of().formatHex(bytes));
    }
}
