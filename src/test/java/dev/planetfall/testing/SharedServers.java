package dev.planetfall.testing;

import dev.planetfall.demo.EmbeddedServer;
import dev.planetfall.demo.PostgresRelease;
import dev.planetfall.demo.ServerKind;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.SqlLiteral;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The servers of this test process, each started once. They serve all of its classes: Maven may run every class as a run
 * of its own, so what JUnit holds for a run would start them again and again. {@code -Dplanetfall.test.fsync=on} leaves
 * them as the demo's are, for measuring.
 */
final class SharedServers {
    /** Above the five seconds that the servers' library waits for an orderly end; Maven ends the process after thirty. */
    private static final long END_SECONDS = 8;

    private static final boolean SAFE =
            System.getProperty("planetfall.test.fsync", "off").equals("on");
    private static final Map<String, EmbeddedServer> SERVERS = new ConcurrentHashMap<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(SharedServers::awaitEnd, "end of the shared servers"));
    }

    private SharedServers() {}

    static EmbeddedServer of(int major, ServerKind kind) {
        SERVERS.values().forEach(SharedServers::keepFromOthers);
        return SERVERS.computeIfAbsent(kind.name() + major, key -> start(major, kind));
    }

    private static EmbeddedServer start(int major, ServerKind kind) {
        EmbeddedServer server = EmbeddedServer.start(PostgresRelease.ofMajor(major), kind);
        if (!SAFE) {
            WithoutFsync.restart(server);
            letInQuickly(server);
        }
        return server;
    }

    private static void letInQuickly(EmbeddedServer server) {
        ConnectionSettings superuser = server.superuserSettings("postgres");
        new Database(superuser, "server").useSession(session -> {
            for (ConnectionSettings role : List.of(server.settings("postgres"), superuser)) {
                session.execute("ALTER ROLE " + new Identifier(role.user()).quoted() + " PASSWORD "
                        + SqlLiteral.quote(ScramVerifier.of(role.password())));
            }
        });
    }

    /**
     * Each process that starts a server stops those whose lock is ten minutes old and free, as left by a killed program.
     * The system frees a lock as soon as its own process closes the file once more, which looking for such servers does.
     */
    private static void keepFromOthers(EmbeddedServer server) {
        try {
            Path lock = server.rootCertificate().resolveSibling("epg-lock");
            Files.setLastModifiedTime(lock, FileTime.from(Instant.now()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ProcessHandle process(Path data) throws IOException {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow(() -> new IOException("No server in " + data));
    }

    /**
     * The servers' library stops each server when the process ends. One that replication keeps from stopping, because a
     * run was broken off, is killed here.
     */
    private static void awaitEnd() {
        SERVERS.values().parallelStream().forEach(SharedServers::awaitEnd);
    }

    private static void awaitEnd(EmbeddedServer server) {
        try {
            awaitEnd(process(server.rootCertificate().getParent()));
        } catch (IOException e) {
            // It has stopped already.
        }
        server.close();
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
    }
}
