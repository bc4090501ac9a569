package dev.planetfall.bench.copy;

import dev.planetfall.migration.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * This program, as a process of its own with a small heap: {@code run --through replicate}. Counted are the phases Schema and
 * Replicate without their last step, which collects statistics.
 */
final class OurCopy implements CopyMethod {
    static final OurCopy NATIVE =
            new OurCopy(Method.LOGICAL_REPLICATION, "native", "Planetfall, logical replication", "-Xmx256m");
    static final OurCopy SNAPSHOT =
            new OurCopy(Method.SNAPSHOT_COPY, "snapshot", "Planetfall, snapshot copy", "-Xmx512m");

    private final Method method;
    private final String keyword;
    private final String title;
    private final String heap;

    private OurCopy(Method method, String keyword, String title, String heap) {
        this.method = method;
        this.keyword = keyword;
        this.title = title;
        this.heap = heap;
    }

    @Override
    public String keyword() {
        return keyword;
    }

    @Override
    public String title() {
        return title + " (" + heap + ")";
    }

    @Override
    public Optional<String> hindrance(CopyGround ground) {
        return Method.OFFERED.contains(method)
                ? GuidesWay.withoutSubscription(ground)
                : Optional.of("Planetfall does not offer the method " + method.keyword() + " yet.");
    }

    @Override
    public boolean follows() {
        return true;
    }

    @Override
    public Copied copy(CopyGround ground) {
        Path home = ground.folder().resolve("home");
        Path figures = ground.folder().resolve("figures");
        Path events = ground.folder().resolve(keyword + ".jsonl");
        long begun = System.nanoTime();
        ClientProgram.run(builder(ground, command(ground, home, figures)), events);
        Duration whole = Duration.ofNanos(System.nanoTime() - begun);
        Folders.delete(home);
        RunEvents said = RunEvents.of(events);
        List<String> parts = new ArrayList<>(said.parts());
        parts.add(
                "with the program's start, the checks and the statistics %.1f s".formatted(whole.toMillis() / 1000.0));
        return new Copied(said.copied(), whole, peakHeap(figures), parts);
    }

    private ProcessBuilder builder(CopyGround ground, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "PLANETFALL_SOURCE_PASSWORD",
                        ground.servers().sourceSettings().password().reveal(),
                        "PLANETFALL_TARGET_PASSWORD",
                        ground.servers().targetSettings().password().reveal()));
        return builder;
    }

    private List<String> command(CopyGround ground, Path home, Path figures) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-Dplanetfall.home=" + home,
                "-D" + MeasuredMain.FILE + "=" + figures,
                "-cp",
                System.getProperty("java.class.path"),
                MeasuredMain.class.getName(),
                "run",
                "--source",
                ground.sourceUri(),
                "--target",
                ground.targetUri(),
                "--method",
                method.keyword(),
                "--schema-reader",
                "catalog",
                "--sample",
                "1",
                "--accept-warnings",
                "--json",
                "--through",
                "replicate");
    }

    private static OptionalLong peakHeap(Path figures) {
        return Files.exists(figures)
                ? OptionalLong.of(Long.parseLong(ClientProgram.read(figures).strip()))
                : OptionalLong.empty();
    }
}
