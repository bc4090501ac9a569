package dev.planetfall.faults;

import dev.planetfall.demo.EmbeddedServer;
import dev.planetfall.demo.PostgresRelease;
import dev.planetfall.demo.ServerKind;
import dev.planetfall.postgres.ConnectionFailedException;
import dev.planetfall.postgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server of our own that can be killed without a word and started again on the same port with the same data. */
final class CrashableServer implements AutoCloseable {
    private static final int TRIES = 300;
    private static final long POLL_MILLIS = 200;

    private final EmbeddedServer server;
    private final Path data;
    private final List<String> command;

    private CrashableServer(EmbeddedServer server, Path data, List<String> command) {
        this.server = server;
        this.data = data;
        this.command = command;
    }

    static CrashableServer start(int major, ServerKind kind) throws IOException {
        EmbeddedServer server = EmbeddedServer.start(PostgresRelease.ofMajor(major), kind);
        Path data = server.rootCertificate().getParent();
        ProcessHandle.Info info = process(data).info();
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL refuses to run as root; this way it does not look so.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(info.command().orElseThrow());
        command.addAll(List.of(info.arguments().orElseThrow()));
        return new CrashableServer(server, data, List.copyOf(command));
    }

    EmbeddedServer server() {
        return server;
    }

    /** Ends the server as a power cut would; nothing is written down before. */
    void kill() throws IOException, InterruptedException {
        ProcessHandle process = process(data);
        process.destroyForcibly();
        for (int i = 0; i < TRIES && process.isAlive(); i++) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS / 10);
        }
    }

    /** Returns when the server answers again. Its orphans may live for a moment, and it does not start before they are gone. */
    void restart() throws IOException, InterruptedException {
        Process started = launch();
        for (int i = 0; i < TRIES && !answers(); i++) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            if (!started.isAlive()) {
                started = launch();
            }
        }
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolveSibling(data.getFileName() + ".log").toFile()))
                .start();
    }

    private boolean answers() {
        try {
            new Database(server.superuserSettings("postgres"), "fault")
                    .useSession(session -> session.execute("SELECT 1"));
            return true;
        } catch (ConnectionFailedException e) {
            return false;
        }
    }

    private static ProcessHandle process(Path data) throws IOException {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    @Override
    public void close() {
        server.close();
    }
}
