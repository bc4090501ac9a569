package dev.planetfall.bench.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.bench.copy.SeededShop;
import dev.planetfall.migration.RowDifference;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.Verification;
import dev.planetfall.migration.verify.CaughtUp;
import dev.planetfall.migration.verify.RowComparison;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Table;
import dev.planetfall.testing.EveryType;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How quick the comparison of rows is, and whether it finds every changed value. Report: target/bench/verify.md. */
@Tag("bench")
@ExtendWith(TwoPostgresExtension.class)
class VerifyBenchmark {
    private static final double GIGABYTES = Double.parseDouble(System.getProperty("bench.verify.gigabytes", "0.5"));
    private static final int ROUNDS = Integer.getInteger("bench.verify.rounds", 3);
    private static final double WANTED = 0.6;
    private static final int MUTATIONS = 10_000;
    private static final int ROWS = 4_000;

    /** Rows whose key says nothing about where they are. */
    private static final String SCATTERED = "CREATE TABLE scattered AS SELECT md5(g::text)::uuid AS id, g AS n,"
            + " repeat(md5(g::text), 3) AS v FROM generate_series(1, %d) g; ALTER TABLE scattered ADD PRIMARY KEY (id)";

    /** What is measured. */
    private enum Way {
        PLAIN("`SELECT count(*), sum(hashtext(t::text))` of each table, on both servers at once"),
        FROZEN("Planetfall while nobody writes"),
        LIVE("Planetfall as while the application writes, range by range of the key");

        private final String title;

        Way(String title) {
            this.title = title;
        }
    }

    @Test
    void comparesAsFastAsTheServersCanAddUp(TwoPostgres servers) throws IOException {
        both(servers).parallel().forEach(VerifyBenchmark::fill);
        Map<Way, List<Duration>> times = new EnumMap<>(Way.class);
        for (int round = 0; round <= ROUNDS; round++) {
            for (Way way : Way.values()) {
                Duration took = measure(way, servers);
                System.out.printf("verify: round %d, %s: %d ms%n", round, way, took.toMillis());
                if (round > 0) {
                    // The first warms up the servers' memory and this program.
                    times.computeIfAbsent(way, first -> new ArrayList<>()).add(took);
                }
            }
        }
        double frozen = ratio(times, Way.FROZEN);
        double live = ratio(times, Way.LIVE);
        List<String> report = new ArrayList<>(List.of(
                "# Comparing %.1f GB from %s, median of %d".formatted(GIGABYTES, pair(servers), ROUNDS),
                "",
                "| | seconds | speed |",
                "|---|---:|---:|"));
        times.forEach((way, all) -> report.add(
                "| %s | %.1f | %.2f |".formatted(way.title, median(all).toMillis() / 1_000.0, ratio(times, way))));
        write(report);

        assertThat(frozen).isGreaterThanOrEqualTo(WANTED);
        assertThat(live).isGreaterThan(0);
    }

    @Test
    void findsAndLocatesEveryOfTenThousandChangedValues(TwoPostgres servers) {
        both(servers).parallel().forEach(database -> EveryType.fill(database, ROWS));
        Random chance = new Random(42);
        Map<String, TreeSet<Long>> changed = new TreeMap<>();
        servers.targetDatabase().useSession(session -> {
            EveryType[] types = EveryType.values();
            for (int i = 0; i < types.length; i++) {
                int here = MUTATIONS * (i + 1) / types.length - MUTATIONS * i / types.length;
                TreeSet<Long> ids = new TreeSet<>(
                        chance.longs(1, ROWS + 1).distinct().limit(here).boxed().toList());
                session.execute(types[i].mutation(ids.stream().filter(id -> id % 4 != 0 || id % 7 == 0)));
                session.execute(types[i].emptying(ids.stream().filter(id -> id % 4 == 0 && id % 7 != 0)));
                changed.put(types[i].table(), ids);
            }
        });

        Verification verification = RowComparison.whileFrozen(servers.context());

        Map<String, TreeSet<Long>> found = new TreeMap<>();
        for (TableComparison table : verification.tables()) {
            found.put(
                    table.table().toString(),
                    new TreeSet<>(table.differences().rows().stream()
                            .map(RowDifference::key)
                            .map(key -> Long.valueOf(key.get(0)))
                            .toList()));
        }
        int located = found.values().stream().mapToInt(TreeSet::size).sum();
        System.out.printf("verify: %,d of %,d changed values located, %d types%n", located, MUTATIONS, found.size());
        assertThat(found).isEqualTo(changed);
        assertThat(located).isEqualTo(MUTATIONS);
    }

    private static void fill(Database database) {
        SeededShop.of(GIGABYTES).load(database);
        database.useSession(session -> {
            session.execute(SCATTERED.formatted(Math.round(GIGABYTES * 1_000_000)));
            session.execute("VACUUM (ANALYZE) scattered");
        });
    }

    private static Duration measure(Way way, TwoPostgres servers) {
        return switch (way) {
            case PLAIN ->
                took(() -> both(servers).map(VerifyBenchmark::addUp).toList().stream()
                        .map(CompletableFuture::join)
                        .allMatch(tables -> tables > 0));
            case FROZEN -> took(() -> isEqual(RowComparison.whileFrozen(servers.context())));
            case LIVE -> took(() -> isEqual(RowComparison.whileWritesGoOn(servers.context(), CaughtUp.AT_ONCE)));
        };
    }

    private static CompletableFuture<Integer> addUp(Database database) {
        return CompletableFuture.supplyAsync(() -> database.withSession(session -> {
            List<Table> tables = new Catalog(session).tables();
            tables.forEach(table -> session.query(
                    "SELECT count(*), sum(hashtext(t::text)) FROM "
                            + table.name().quoted() + " t",
                    row -> true));
            return tables.size();
        }));
    }

    private static boolean isEqual(Verification verification) {
        return verification.count(Verdict.EQUAL) == verification.tables().size();
    }

    private static Duration took(Supplier<Boolean> work) {
        long begun = System.nanoTime();
        assertThat(work.get()).isTrue();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static double ratio(Map<Way, List<Duration>> times, Way way) {
        return (double) median(times.get(Way.PLAIN)).toNanos()
                / median(times.get(way)).toNanos();
    }

    private static Duration median(List<Duration> all) {
        return all.stream().sorted().toList().get(all.size() / 2);
    }

    private static String pair(TwoPostgres servers) {
        return both(servers)
                .map(database -> database.withSession(session -> new Catalog(session).version()))
                .map(Object::toString)
                .reduce((source, target) -> source + " to " + target)
                .orElseThrow();
    }

    private static Stream<Database> both(TwoPostgres servers) {
        return Stream.of(servers.sourceDatabase(), servers.targetDatabase());
    }

    private static void write(List<String> lines) throws IOException {
        Path file = Path.of("target", "bench", "verify.md");
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
        lines.forEach(System.out::println);
    }
}
