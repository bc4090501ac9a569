package dev.planetfall.cli;

import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.ConnectionStrings;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Starts the program as people start it: a process of its own, with arguments, an environment and an exit code. */
@ExtendWith(TwoPostgresExtension.class)
@Timeout(300)
abstract class ProgramRuns {
    @TempDir
    Path home;

    Path journal(String id) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(file -> file.toString().contains(id) && Files.isRegularFile(file))
                    .filter(file -> file.getFileName().toString().startsWith("journal"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    String onlyMigration() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("migrations"))) {
            return files.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .findFirst()
                    .orElseThrow();
        }
    }

    String everyFile() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    static List<String> tables(TwoPostgres servers) {
        return servers.targetDatabase()
                .withSession(session -> session.query(
                        "SELECT tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')",
                        row -> row.text("tablename")));
    }

    Run run(TwoPostgres servers, String... options) throws IOException, InterruptedException {
        return finish(command(servers, arguments(servers, options)));
    }

    static String[] arguments(TwoPostgres servers, String... options) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        if (!List.of(options).contains("--resume")) {
            arguments.addAll(
                    List.of("--source", uri(servers.sourceSettings()), "--target", uri(servers.targetSettings())));
        }
        arguments.addAll(List.of("--sample", "1"));
        arguments.addAll(List.of(options));
        return arguments.toArray(String[]::new);
    }

    ProcessBuilder command(TwoPostgres servers, String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.planetfall.Main"));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put("PLANETFALL_HOME", home.toString());
        builder.environment().put("PATH", "");
        builder.environment()
                .put("PLANETFALL_PG_DUMP", home.resolve("no pg_dump").toString());
        builder.environment()
                .put(
                        ServerArguments.SOURCE_PASSWORD,
                        servers.sourceSettings().password().reveal());
        builder.environment()
                .put(
                        ServerArguments.TARGET_PASSWORD,
                        servers.targetSettings().password().reveal());
        builder.redirectErrorStream(false);
        builder.redirectError(home.resolve("stderr.txt").toFile());
        builder.redirectOutput(home.resolve("stdout.txt").toFile());
        return builder;
    }

    Run finish(ProcessBuilder builder) throws IOException, InterruptedException {
        int exitCode = builder.start().waitFor();
        return new Run(
                exitCode, Files.readString(home.resolve("stdout.txt")), Files.readString(home.resolve("stderr.txt")));
    }

    static String uri(ConnectionSettings settings) {
        return ConnectionStrings.uri(settings);
    }

    record Run(int exitCode, String out, String err) {
        String everything() {
            return out + err;
        }
    }
}
