package dev.planetfall.bench.copy;

import dev.planetfall.migration.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        return copied(RunEvents.of(events), samples(figures), whole);
    }

    private static Copied copied(RunEvents events, List<ProcessSample> samples, Duration whole) {
        List<String> parts = new ArrayList<>(events.parts());
        parts.add("Counted: %.2f s, in which Planetfall itself used %.2f s of CPU; all of it, with start, checks and"
                .formatted(
                        Figures.seconds(events.copied()),
                        Figures.seconds(ProcessSample.cpu(samples, events.begun(), events.ended()))));
        parts.add("statistics, took %.2f s, with %.2f s of CPU"
                .formatted(
                        Figures.seconds(whole),
                        Figures.seconds(ProcessSample.cpu(samples, Instant.EPOCH, Instant.now()))));
        return new Copied(events.copied(), whole, ProcessSample.peakHeap(samples), parts);
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

    private static List<ProcessSample> samples(Path figures) {
        return ClientProgram.read(figures).lines().map(ProcessSample::ofLine).toList();
    }
}
