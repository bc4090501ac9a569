package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.ServerVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pg_dump program on this computer.
 *
 * @param major its version; it reads servers of this version and older ones, never newer ones
 */
public record PgDump(Path program, int major) {
    private static final Pattern VERSION = Pattern.compile("pg_dump \\(PostgreSQL\\) (\\d+).*", Pattern.DOTALL);
    private static final int PATIENCE_S = 10;

    /** The newest one that can be found and started. Starts every candidate once, which takes some milliseconds each. */
    public static Optional<PgDump> newest() {
        return newestOf(PgDumpFolders.ofThisComputer().candidates());
    }

    /**
     * The newest one, if it can read a server of that version.
     *
     * @throws StepFailedException with the line that installs one, when there is none or only older ones
     */
    public static PgDump forServer(ServerVersion server) {
        return newest().map(found -> found.orTooOldFor(server))
                .orElseThrow(() -> new StepFailedException(
                        Messages.text("schema.pg-dump.the-program-pg-dump-which"),
                        PgDumpInstall.ofThisComputer().advice(server.major())));
    }

    /** Of equal versions the first wins. */
    static Optional<PgDump> newestOf(List<Path> candidates) {
        Optional<PgDump> best = Optional.empty();
        for (Path candidate : candidates) {
            Optional<PgDump> found = ask(candidate);
            if (found.isPresent()
                    && found.get().major() > best.map(PgDump::major).orElse(0)) {
                best = found;
            }
        }
        return best;
    }

    PgDump orTooOldFor(ServerVersion server) {
        if (server.isAtLeast(major + 1)) {
            throw new StepFailedException(
                    Messages.text("schema.pg-dump.the-source-is-postgresql-but", server.major(), major),
                    PgDumpInstall.ofThisComputer().advice(server.major()));
        }
        return this;
    }

    private static Optional<PgDump> ask(Path candidate) {
        try {
            Process process = new ProcessBuilder(candidate.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher matcher = VERSION.matcher(said);
            return matcher.matches()
                    ? Optional.of(new PgDump(candidate, Integer.parseInt(matcher.group(1))))
                    : Optional.empty();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
