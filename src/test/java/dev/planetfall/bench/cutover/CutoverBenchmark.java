package dev.planetfall.bench.cutover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.demo.SampleStore;
import dev.planetfall.migration.CutoverEvent.FreezeLifted;
import dev.planetfall.migration.CutoverEvent.TargetReady;
import dev.planetfall.migration.CutoverTimes;
import dev.planetfall.migration.Journal;
import dev.planetfall.migration.LastComparison;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.run.OpenMigration;
import dev.planetfall.testing.MovingApplication;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** For how long an application cannot write when it is moved to PlanetScale and back, again and again. Report: target/bench/cutover.md. */
@Tag("bench")
@ExtendWith(TwoPostgresExtension.class)
class CutoverBenchmark {
    private static final int ROUNDS = Integer.getInteger("bench.cutover.rounds", 20);
    private static final int RATE = Integer.getInteger("bench.cutover.rate", 500);
    private static final LastComparison COMPARISON = LastComparison.ofKeyword(
                    System.getProperty("bench.cutover.compare", "nothing"))
            .orElseThrow();
    private static final Duration MEDIAN_WANTED = Duration.ofSeconds(1);
    private static final Duration WORST_WANTED = Duration.ofSeconds(3);
    private static final Duration DRAIN_WANTED = Duration.ofMillis(300);
    private static final int BETWEEN = 1_000;

    /**
     * One of them.
     *
     * @param outage as the application saw it: the longest time without a confirmed transaction
     * @param told by this program
     */
    private record Move(Duration outage, CutoverTimes told) {}

    @Test
    void stopsTheApplicationForAboutASecond(TwoPostgres servers) throws IOException {
        SampleStore.load(servers.sourceDatabase(), 20);
        MovingApplication.makeTables(servers.sourceDatabase());
        MovingApplication.fillTables(servers.sourceDatabase());
        MigrationPlan plan = PlanBuilder.from(servers.plan())
                .source(servers.sourceServer()
                        .superuserSettings(servers.sourceSettings().database()))
                .lastComparison(COMPARISON)
                .wayBack(true)
                .build()
                .orElseThrow();
        List<Move> there = new ArrayList<>();
        List<Move> back = new ArrayList<>();
        try (OpenMigration migration =
                        new OpenMigration(plan.id(), MigrationState.INITIAL, Journal.NONE, Clock.systemUTC());
                MovingApplication application = MovingApplication.start(servers.sourceDatabase(), RATE)) {
            migration.decide(plan);
            Stream.of(Phase.SCHEMA, Phase.REPLICATE, Phase.VERIFY, Phase.SEQUENCES)
                    .forEach(phase -> assertThat(migration.run(phase).join()).isEqualTo(PhaseStatus.DONE));
            migration.watch();
            migration.events().subscribe((event, state) -> {
                if (event instanceof TargetReady) {
                    application.moveTo(servers.targetDatabase());
                } else if (event instanceof FreezeLifted lifted && lifted.side() == Side.SOURCE) {
                    application.moveTo(servers.sourceDatabase());
                }
            });
            for (int round = 1; round <= ROUNDS; round++) {
                there.add(cutOver(migration, application));
                back.add(rollBack(migration, application));
                System.out.printf(
                        "cutover: round %d, there %s, back %s%n", round, there.get(round - 1), back.get(round - 1));
            }
            application.stop();
            assertThat(migration.run(Phase.VERIFY).join()).isEqualTo(PhaseStatus.DONE);
            assertThat(application.wrongIn(servers.sourceDatabase())).isEmpty();
            assertThat(application.wrongIn(servers.targetDatabase())).isEmpty();
            assertThat(migration.state().verification().orElseThrow().findsNoDifference())
                    .isTrue();
            write(there, back, application.confirmed());
            migration.stopWatching();
            migration.undo(Phase.REPLICATE).join();
        }
        assertThat(median(there)).isLessThanOrEqualTo(MEDIAN_WANTED);
        assertThat(worst(there)).isLessThanOrEqualTo(WORST_WANTED);
        assertThat(median(back)).isLessThanOrEqualTo(MEDIAN_WANTED);
        assertThat(worst(back)).isLessThanOrEqualTo(WORST_WANTED);
        assertThat(Stream.concat(there.stream(), back.stream())
                        .map(move -> move.told().drain())
                        .sorted()
                        .toList()
                        .get(ROUNDS))
                .isLessThanOrEqualTo(DRAIN_WANTED);
    }

    private static Move cutOver(OpenMigration migration, MovingApplication application) {
        application.awaitMore(BETWEEN);
        application.longestGap();
        assertThat(migration.run(Phase.CUTOVER).join()).as(failures(migration)).isEqualTo(PhaseStatus.DONE);
        application.awaitMore(10);
        return new Move(application.longestGap(), migration.state().cutover().orElseThrow());
    }

    private static Move rollBack(OpenMigration migration, MovingApplication application) {
        application.awaitMore(BETWEEN);
        application.longestGap();
        assertThat(migration.rollBack().join()).as(failures(migration)).isEqualTo(PhaseStatus.DONE);
        application.awaitMore(10);
        return new Move(
                application.longestGap(), migration.state().wayBack().times().orElseThrow());
    }

    private static String failures(OpenMigration migration) {
        return migration.state().steps().values().stream()
                .flatMap(step -> step.failure().stream())
                .map(failure -> failure.sentence())
                .toList()
                .toString();
    }

    private static Duration median(List<Move> moves) {
        return sorted(moves).get(moves.size() / 2);
    }

    private static Duration worst(List<Move> moves) {
        return sorted(moves).get(moves.size() - 1);
    }

    private static List<Duration> sorted(List<Move> moves) {
        return moves.stream().map(Move::outage).sorted().toList();
    }

    private static void write(List<Move> there, List<Move> back, long transactions) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "# %d cutovers and %d roll backs with an application of %d transactions a second, comparing %s"
                        .formatted(ROUNDS, ROUNDS, RATE, COMPARISON.keyword()),
                "",
                transactions
                        + " confirmed transactions, none lost and none twice. Milliseconds: median (best to worst).",
                "",
                "| | application without a confirmed write | writers stopped, as told | of it freeze | drain | rest |",
                "|---|--:|--:|--:|--:|--:|",
                line("cutover", there),
                line("roll back", back)));
        Path file = Path.of("target", "bench", "cutover.md");
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
        lines.forEach(System.out::println);
    }

    private static String line(String what, List<Move> moves) {
        return "| %s | %s | %s | %s | %s | %s |"
                .formatted(
                        what,
                        spread(moves.stream().map(Move::outage)),
                        spread(moves.stream().map(move -> move.told().total())),
                        spread(moves.stream().map(move -> move.told().freeze())),
                        spread(moves.stream().map(move -> move.told().drain())),
                        spread(moves.stream().map(move -> move.told().rest())));
    }

    private static String spread(Stream<Duration> times) {
        List<Long> sorted = times.map(Duration::toMillis).sorted().toList();
        return String.format(
                Locale.ROOT,
                "%d (%d to %d)",
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1));
    }
}
