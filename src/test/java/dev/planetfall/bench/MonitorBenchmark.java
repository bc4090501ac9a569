package dev.planetfall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.copy.ReplicationProbe;
import dev.planetfall.postgres.StatementLog;
import dev.planetfall.testing.ManyTables;
import dev.planetfall.testing.PhaseRun;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What one measurement of 5,000 replicated tables costs each server: its statements, and the time until they were answered,
 * which the way there and back is a part of.
 */
@Tag("bench")
@ExtendWith(TwoPostgresExtension.class)
class MonitorBenchmark {
    private static final int TABLES = 5_000;
    private static final int SAMPLES = 20;
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofMillis(50);
    private static final int MOST_STATEMENTS = 9;

    @Test
    void measuresFiveThousandTablesInTime(TwoPostgres servers) {
        for (var database : List.of(servers.sourceDatabase(), servers.targetDatabase())) {
            database.useSession(session -> session.execute("CREATE TABLE item (id int PRIMARY KEY)"));
        }
        RecordingContext context = servers.context();
        PhaseRun.replicate(context).run();
        ManyTables.addLive(servers, TABLES - 1);

        List<List<StatementLog.Statement>> samples = samples(context);
        slowest(samples);
        servers.clean();

        for (Side side : Side.values()) {
            List<Cost> costs =
                    samples.stream().map(sample -> Cost.of(sample, side)).toList();
            Cost mean = Cost.mean(costs.subList(1, costs.size()));
            System.out.printf(
                    Locale.ROOT,
                    "monitor, %,d tables, %s: first sample %d ms, then mean %d ms, longest %d ms, at most %d statements%n",
                    TABLES,
                    side.label(),
                    costs.get(0).time().toMillis(),
                    mean.time().toMillis(),
                    costs.stream()
                            .skip(1)
                            .mapToLong(cost -> cost.time().toMillis())
                            .max()
                            .orElse(0),
                    costs.stream().skip(1).mapToInt(Cost::statements).max().orElse(0));
            assertThat(mean.time()).isLessThan(LIMIT);
            assertThat(costs.stream().skip(1)).allMatch(cost -> cost.statements() <= MOST_STATEMENTS);
        }
    }

    private static List<List<StatementLog.Statement>> samples(RecordingContext context) {
        List<List<StatementLog.Statement>> samples = new ArrayList<>();
        ReplicationProbe probe = new ReplicationProbe(context.plan(), context.clock());
        context.source()
                .useSession(source -> context.target().useSession(target -> {
                    for (int i = 0; i < SAMPLES; i++) {
                        int before = context.statements().size();
                        assertThat(probe.measure(source, target).orElseThrow().tables())
                                .hasSize(TABLES);
                        samples.add(context.statements()
                                .subList(before, context.statements().size()));
                        pause(context);
                    }
                }));
        return samples;
    }

    private static void pause(MigrationContext context) {
        context.pause(PERIOD);
    }

    private static void slowest(List<List<StatementLog.Statement>> samples) {
        samples.stream()
                .skip(1)
                .flatMap(List::stream)
                .sorted((one, other) -> other.took().compareTo(one.took()))
                .limit(8)
                .forEach(statement -> System.out.printf(
                        "  %d ms %s: %.60s%n",
                        statement.took().toMillis(),
                        statement.server(),
                        statement.sql().strip().replaceAll("\\s+", " ")));
    }

    private record Cost(int statements, Duration time) {
        static Cost of(List<StatementLog.Statement> sample, Side side) {
            List<StatementLog.Statement> own = sample.stream()
                    .filter(statement -> statement.server().equals(side.label()))
                    .toList();
            return new Cost(
                    own.size(), own.stream().map(StatementLog.Statement::took).reduce(Duration.ZERO, Duration::plus));
        }

        static Cost mean(List<Cost> costs) {
            return new Cost(
                    0,
                    costs.stream()
                            .map(Cost::time)
                            .reduce(Duration.ZERO, Duration::plus)
                            .dividedBy(costs.size()));
        }
    }
}
