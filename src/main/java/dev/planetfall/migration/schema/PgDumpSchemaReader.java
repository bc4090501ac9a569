package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.Catalog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Reads the schema with the newest pg_dump on this computer. What pg_dump prints is parsed while it is being printed. */
public final class PgDumpSchemaReader implements SchemaReader {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int KEPT_ERROR_CHARACTERS = 20_000;
    private static final int GRACE_S = 2;

    @Override
    public SchemaReading read(MigrationContext context) {
        PgDump pgDump =
                PgDump.forServer(context.source().withReadOnlySession(session -> new Catalog(session).version()));
        return new SchemaReading(read(pgDump, context), List.of());
    }

    List<SchemaObject> read(PgDump pgDump, MigrationContext context) {
        Process process = start(new PgDumpCommand(
                pgDump, context.plan().source(), context.plan().scope()));
        try {
            CompletableFuture<List<SchemaObject>> objects = inBackground(() -> parse(process.getInputStream()));
            CompletableFuture<String> complaints = inBackground(() -> tail(process.getErrorStream()));
            while (!objects.isCompletedExceptionally() && (process.isAlive() || !objects.isDone())) {
                context.throwIfCancelled();
                context.pause(POLL);
            }
            List<SchemaObject> read = objects.join();
            if (process.exitValue() != 0) {
                throw failed(context.plan().source().password().redactedFrom(complaints.join()));
            }
            return read;
        } catch (CompletionException e) {
            throw failed(String.valueOf(e.getCause()));
        } finally {
            stop(process);
        }
    }

    private static Process start(PgDumpCommand command) {
        try {
            Process process = command.process().start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new StepFailedException(
                    Messages.text(
                            "schema.pg-dump-schema-reader.pg-dump-could-not-be",
                            command.pgDump().program()),
                    Messages.text("schema.pg-dump-schema-reader.check-that-the-file-may"),
                    e);
        }
    }

    private static List<SchemaObject> parse(InputStream dump) {
        try (Reader reader = new BufferedReader(new InputStreamReader(dump, StandardCharsets.UTF_8))) {
            return DumpParser.parse(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tail(InputStream errors) {
        StringBuilder kept = new StringBuilder();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(errors, StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> kept.length() < KEPT_ERROR_CHARACTERS)
                    .forEach(line -> kept.append(line).append('\n'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kept.toString();
    }

    private static <T> CompletableFuture<T> inBackground(java.util.function.Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> result.completeAsync(work, Runnable::run), "pg-dump-reader");
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private static StepFailedException failed(String said) {
        String first = said.lines()
                .filter(line -> line.contains("error:"))
                .map(line -> line.substring(line.indexOf("error:") + "error:".length())
                        .strip())
                .findFirst()
                .or(() -> said.lines().findFirst())
                .orElse(Messages.text("schema.pg-dump-schema-reader.it-gave-no-reason"));
        return new StepFailedException(
                Messages.text("schema.pg-dump-schema-reader.pg-dump-could-not-read", first), advice(said));
    }

    private static String advice(String said) {
        if (said.contains("permission denied")) {
            return Messages.text("schema.pg-dump-schema-reader.let-the-sources-role-read");
        }
        if (said.contains("lock timeout") || said.contains("could not obtain lock")) {
            return Messages.text("schema.pg-dump-schema-reader.somebody-holds-a-lock-on");
        }
        return Optional.of(said.strip())
                .filter(text -> text.lines().count() > 1)
                .map(text -> Messages.text("schema.pg-dump-schema-reader.mend-what-it-names-then-run", text))
                .orElse(Messages.text("schema.pg-dump-schema-reader.mend-what-it-names-then"));
    }

    /** Asked kindly at first, because pg_dump then cancels its query on the server. */
    private static void stop(Process process) {
        try {
            process.destroy();
            if (!process.waitFor(GRACE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
