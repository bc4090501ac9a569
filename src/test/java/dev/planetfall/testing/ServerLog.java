package dev.planetfall.testing;

import dev.planetfall.demo.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** What a server writes to its log from a moment on: where PostgreSQL tells the errors of replication, and nowhere else. */
public final class ServerLog {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Path file;
    private final long from;

    private ServerLog(Path file, long from) {
        this.file = file;
        this.from = from;
    }

    public static ServerLog fromNowOn(EmbeddedServer server) {
        Path data = server.rootCertificate().getParent();
        Path file = data.resolveSibling(data.getFileName() + ".log");
        return new ServerLog(file, length(file));
    }

    /** The first line like this, as soon as it is there. Fails with the whole log after a while. */
    public String await(Predicate<String> wanted) {
        Instant giveUp = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(giveUp)) {
            Optional<String> line = text().lines().filter(wanted).findFirst();
            if (line.isPresent()) {
                return line.get();
            }
            pause();
        }
        throw new AssertionError("No such line in " + text());
    }

    /** All of it so far. */
    public String text() {
        try {
            byte[] all = Files.readAllBytes(file);
            return new String(all, (int) from, (int) (all.length - from), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long length(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
