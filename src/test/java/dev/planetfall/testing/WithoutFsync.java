package dev.planetfall.testing;

import dev.planetfall.demo.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a server's safety from power cuts, which tests do not need and pay for dearly: each makes two databases and drops
 * them. A killed server still loses nothing.
 */
final class WithoutFsync {
    /** Each test writes 7 MB of log to each server, and writing a checkpoint costs little now. */
    private static final String LITTLE_LOG = "max_wal_size = '1GB'\n";

    private WithoutFsync() {}

    /** Returns when the server answers again, on the same port. */
    static void restart(EmbeddedServer server) {
        Path data = server.rootCertificate().getParent();
        try {
            // The arguments of the last start, which pg_ctl takes again. Nothing else beats an argument.
            Path arguments = data.resolve("postmaster.opts");
            Files.writeString(arguments, Files.readString(arguments).replace("\"fsync=on\"", "\"fsync=off\""));
            Files.writeString(data.resolve("postgresql.conf"), LITTLE_LOG, StandardOpenOption.APPEND);
            run(data, command(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path data) throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // PostgreSQL refuses to run as root; this way it does not look so.
            command.addAll(List.of("unshare", "-U"));
        }
        Path server = Path.of(SharedServers.process(data)
                .info()
                .command()
                .orElseThrow(() -> new IOException("No server in " + data)));
        command.add(server.resolveSibling("pg_ctl").toString());
        command.addAll(List.of("restart", "-w", "-m", "fast", "-D", data.toString()));
        return command;
    }

    private static void run(Path data, List<String> command) throws IOException {
        Path log = data.resolveSibling(data.getFileName() + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("The server did not restart: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while a server restarted", e);
        }
    }
}
