package dev.planetfall.faults;

import dev.planetfall.migration.Method;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.ConnectionStrings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program as people start it, in a process of its own that can be killed. */
record Program(Path home, ConnectionSettings source, ConnectionSettings target) {
    private static final long LONGEST_SECONDS = 150;

    Process begin(Method method, String through) throws IOException {
        return start(
                "--source",
                ConnectionStrings.uri(source),
                "--target",
                ConnectionStrings.uri(target),
                "--method",
                method.keyword(),
                "--through",
                through);
    }

    Process resume(String through) throws IOException {
        return start("--resume", migration(), "--through", through);
    }

    /** Waits for the exit code. */
    static int exitCode(Process process) throws InterruptedException {
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return process.exitValue();
    }

    /** What all runs have said. */
    String said() throws IOException {
        return Files.readString(home.resolve("output.txt"));
    }

    private String migration() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("migrations"))) {
            return files.filter(Files::isDirectory)
                    .findFirst()
                    .orElseThrow()
                    .getFileName()
                    .toString();
        }
    }

    private Process start(String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.planetfall.Main",
                "run",
                "--sample",
                "1",
                "--accept-warnings"));
        words.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put("PLANETFALL_HOME", home.toString());
        builder.environment()
                .put("PLANETFALL_SOURCE_PASSWORD", source.password().reveal());
        builder.environment()
                .put("PLANETFALL_TARGET_PASSWORD", target.password().reveal());
        builder.redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(home.resolve("output.txt").toFile()));
        return builder.start();
    }
}
