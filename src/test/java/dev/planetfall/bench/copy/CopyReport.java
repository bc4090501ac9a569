package dev.planetfall.bench.copy;

import dev.planetfall.postgres.Database;
import dev.planetfall.testing.TwoPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was measured, printed and written to {@code copy.md} and {@code copy.csv} as soon as it is known. */
final class CopyReport {
    private static final List<String> SETTINGS = List.of(
            "fsync",
            "full_page_writes",
            "synchronous_commit",
            "shared_buffers",
            "maintenance_work_mem",
            "max_wal_size",
            "max_sync_workers_per_subscription",
            "wal_retrieve_retry_interval");

    private final Path folder;
    private final List<String> text = new ArrayList<>();
    private final List<Figures> all = new ArrayList<>();

    CopyReport(Path folder) {
        this.folder = folder;
    }

    /** What it was measured on. */
    void introduce(TwoPostgres servers, Path work, CopyOptions options) {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        say("# What a copy costs\n");
        say("`%s`%n".formatted(CopyOptions.command()));
        say("- Machine: %d cores, %.0f GB, %s %s, Java %s; both servers and all programs on it"
                .formatted(
                        system.getAvailableProcessors(),
                        system.getTotalMemorySize() / 1e9,
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("java.version")));
        say("- Source: " + described(servers.sourceAdmin()));
        say("- Target: " + described(servers.targetAdmin()));
        Stream.of("pg_dump", "pgcopydb")
                .flatMap(name -> ClientProgram.find(options, name).stream())
                .forEach(program -> say("- " + program + ": version " + ClientProgram.version(program, work)));
        say("""

                Counted is the time from an empty target database until all rows are there and all indexes and constraints are
                built and valid. Statistics (ANALYZE) are not counted, but for pgcopydb 0.10, which collects them beside its index
                builds and cannot be told not to. Of Planetfall the phases Schema and Replicate are counted; its start, its
                checks and its statistics are in the column that says so, and in what it cost of the log and of CPUs. Every run was
                compared with its source: all rows by their hashes, all indexes and constraints by their definitions. The first
                run begins when the source is so old that Planetfall believes what it says of changes.
                """);
    }

    void add(List<Figures> figures) {
        all.addAll(figures);
        write();
    }

    void say(String words) {
        System.out.println(words);
        text.add(words);
        write();
    }

    /** What our last runs spent their time on. */
    void explain(List<Figures> figures) {
        figures.stream()
                .filter(run -> !run.copied().parts().isEmpty())
                .collect(Collectors.toMap(Figures::keyword, run -> run, (earlier, later) -> later))
                .values()
                .forEach(run -> say("%nRound %d of %s:%n%n```%n%s%n```%n"
                        .formatted(
                                run.round(),
                                run.title(),
                                String.join("\n", run.copied().parts()))));
    }

    private static String described(Database admin) {
        return admin.withSession(session -> session.queryOne("SHOW server_version", row -> row.text("server_version"))
                + SETTINGS.stream()
                        .map(name -> name + " "
                                + session.queryOne(
                                        "SELECT current_setting(?) AS value", row -> row.text("value"), name))
                        .collect(Collectors.joining(", ", " (", ")")));
    }

    private void write() {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("copy.md"), String.join("\n", text) + "\n");
            Files.writeString(
                    folder.resolve("copy.csv"),
                    Stream.concat(Stream.of(Figures.CSV_HEADER), all.stream().map(Figures::csv))
                            .collect(Collectors.joining("\n", "", "\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
