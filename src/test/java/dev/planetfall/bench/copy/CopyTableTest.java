package dev.planetfall.bench.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CopyTableTest {
    private static final ServerCosts COSTS =
            new ServerCosts(12_000_000, Optional.of(Duration.ofSeconds(9)), Optional.empty());

    @Test
    void comparesMediansWithOurOwn() {
        List<Figures> figures = List.of(
                run("pipe", 1, 30), run("pipe", 2, 50), run("pipe", 3, 40), run("native", 1, 20), run("native", 2, 20));

        assertThat(CopyTable.of(figures)).isEqualTo("""
                        | Method | Runs, s | Median, s | To our native | To our snapshot | With start and statistics, s | WAL on target, MB | Servers' CPU, s | Clients' CPU, s | Peak heap, MB |
                        |---|---|--:|--:|--:|--:|--:|--:|--:|--:|
                        | the \\| pipe | 30.0 50.0 40.0 | 40.0 | 2.00 | - | 41.0 | 12 | 9.0 | - | 34 |
                        | the \\| native | 20.0 20.0 | 20.0 | 1.00 | - | 21.0 | 12 | 9.0 | - | 34 |
                        """);
    }

    @Test
    void countsWhatIsDrainedWhereAnApplicationWrites() {
        Figures quiet = run("native", 1, 20);
        Figures live = new Figures(
                "live",
                quiet.data(),
                quiet.amount(),
                quiet.keyword(),
                quiet.title(),
                1,
                quiet.copied(),
                Optional.of(Duration.ofSeconds(2)),
                Optional.of(99.5),
                COSTS);

        assertThat(CopyTable.of(List.of(live))).endsWith("""
                | Peak heap, MB | Drained in, s | Writes a second |
                |---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
                | the \\| native | 22.0 | 22.0 | 1.00 | - | 21.0 | 12 | 9.0 | - | 34 | 2.0 | 99.5 |
                """);
    }

    @Test
    void tellsWhatAUnitCosts() {
        List<Figures> figures = List.of(run("native", 1, 20), sized("twice", 4, 44), run("pipe", 1, 7));

        assertThat(CopyTable.growth(figures, "ms/table", 1000)).isEqualTo("""
                        | Method | once | twice |
                        |---|--:|--:|
                        | the \\| native | 20.0 s, 10000.0 ms/table | 44.0 s, 11000.0 ms/table |
                        | the \\| pipe | 7.0 s, 3500.0 ms/table | - |
                        """);
    }

    @Test
    void writesALineForEveryRun() {
        assertThat(run("native", 1, 20).csv())
                .isEqualTo("quiet,\"once\",2.000,native,1,20.000,,21.000,12000000,9.000,,34000000,");
        assertThat(Figures.CSV_HEADER.split(",", -1))
                .hasSameSizeAs(run("native", 1, 20).csv().split(",", -1));
    }

    private static Figures run(String keyword, int round, long seconds) {
        return figures(keyword, "once", 2, round, seconds);
    }

    private static Figures sized(String data, double amount, long seconds) {
        return figures("native", data, amount, 1, seconds);
    }

    private static Figures figures(String keyword, String data, double amount, int round, long seconds) {
        Duration took = Duration.ofSeconds(seconds);
        return new Figures(
                "quiet",
                data,
                amount,
                keyword,
                "the | " + keyword,
                round,
                new Copied(took, took.plusSeconds(1), OptionalLong.of(34_000_000), List.of()),
                Optional.empty(),
                Optional.empty(),
                COSTS);
    }
}
