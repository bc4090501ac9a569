package dev.planetfall;

import dev.planetfall.os.ThisProgram;
import dev.planetfall.ui.RehearsalProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The demo as a process of its own: it goes on when this window is closed, and its servers end with its own window. */
final class RehearsalProcess implements RehearsalProgram {
    /** By it that launcher tells its second start from its first; inherited, the child would take itself for the second. */
    private static final String LAUNCHER_MARK = "_JPACKAGE_LAUNCHER";

    private final String typed;
    private final List<String> words;

    /** @param typed the command as a person would type it */
    RehearsalProcess(String typed, List<String> words) {
        this.typed = typed;
        this.words = words;
    }

    static RehearsalProcess ofThisProgram() {
        return new RehearsalProcess(
                ThisProgram.typed() + " demo",
                ThisProgram.launcher()
                        .map(launcher -> List.of(launcher, "demo"))
                        .orElseGet(() -> List.of(
                                java(), "-cp", System.getProperty("java.class.path"), Main.class.getName(), "demo")));
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    @Override
    public String command() {
        return typed;
    }

    @Override
    public CompletableFuture<Optional<String>> start() {
        try {
            Path said = Files.createTempFile("planetfall-rehearsal", ".log");
            ProcessBuilder builder = new ProcessBuilder(words)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(said.toFile());
            builder.environment().remove(LAUNCHER_MARK);
            return builder.start().onExit().thenApply(ended -> ended.exitValue() == 0 ? delete(said) : lastLine(said));
        } catch (IOException e) {
            return CompletableFuture.failedFuture(new UncheckedIOException(e));
        }
    }

    private static Optional<String> delete(Path said) {
        try {
            Files.deleteIfExists(said);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> lastLine(Path said) {
        try {
            List<String> lines = Files.readAllLines(said).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            delete(said);
            return Optional.of(
                    lines.isEmpty() ? "" : lines.get(lines.size() - 1).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
