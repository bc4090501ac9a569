package dev.planetfall.bench.copy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program that is run and waited for. What it says goes to a file of the ground's folder. */
final class ClientProgram {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final Pattern VERSION = Pattern.compile("\\b\\d+(?:\\.\\d+)*");

    private ClientProgram() {}

    /** In the folder that was named, or on the path. */
    static Optional<Path> find(CopyOptions options, String name) {
        Stream<String> folders = Stream.concat(
                options.programs().stream(), Arrays.stream(System.getenv("PATH").split(":", -1)));
        return folders.map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Such as 15.12; 0 for a program that does not tell. */
    static String version(Path program, Path folder) {
        Path said = folder.resolve("version");
        run(new ProcessBuilder(program.toString(), "--version"), said);
        Matcher version = VERSION.matcher(read(said));
        return version.find() ? version.group() : "0";
    }

    /** Such as 15. */
    static int major(Path program, Path folder) {
        return Integer.parseInt(version(program, folder).split("\\.", -1)[0]);
    }

    /** Runs a command that connects to the ground's servers, and waits for it. Its errors stand in the exception. */
    static void run(CopyGround ground, String name, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("PGPASSFILE", ground.passwords().toString());
        builder.environment().putAll(environment);
        run(builder.redirectErrorStream(true), ground.folder().resolve(name + ".out"));
    }

    static void run(ProcessBuilder builder, Path output) {
        try {
            Process process = builder.redirectOutput(output.toFile()).start();
            try {
                if (!process.waitFor(LIMIT.toMinutes(), TimeUnit.MINUTES)) {
                    throw new IllegalStateException("Not done after " + LIMIT.toMinutes() + " minutes: "
                            + builder.command().get(0));
                }
            } finally {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(
                        builder.command().get(0) + " ended with " + process.exitValue() + ":\n" + tail(read(output)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tail(String text) {
        return text.substring(Math.max(0, text.length() - 3_000));
    }
}
