package dev.planetfall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Journal;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Severity;
import dev.planetfall.migration.run.OpenMigration;
import dev.planetfall.postgres.Database;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How long all checks take on a source of 10,000 tables, against one of ten. */
@Tag("bench")
@ExtendWith(TwoPostgresExtension.class)
class ChecksBenchmark {
    private static final int TABLES = 10_000;
    private static final int A_BATCH = 250;
    private static final Duration LIMIT = Duration.ofSeconds(15);

    @Test
    void asksAllChecksOfTenThousandTablesInTime(TwoPostgres servers) {
        create(servers.sourceDatabase(), 0, 10);
        Duration few = checked(servers);
        create(servers.sourceDatabase(), 10, TABLES);
        Duration many = checked(servers);

        System.out.printf(
                "all checks: 10 tables %d ms, %,d tables %d ms, ratio %.1f%n",
                few.toMillis(), TABLES, many.toMillis(), (double) many.toMillis() / few.toMillis());
        assertThat(many).isLessThan(LIMIT);
    }

    private static void create(Database source, int from, int to) {
        for (int batch = from; batch < to; batch += A_BATCH) {
            String sql = IntStream.range(batch, Math.min(to, batch + A_BATCH))
                    .mapToObj(
                            "CREATE TABLE customer_orders_%1$d (id bigserial PRIMARY KEY, code text UNIQUE, body jsonb);"
                                    ::formatted)
                    .collect(Collectors.joining("\n"));
            source.withScriptSession(session -> {
                session.execute(sql);
                return true;
            });
        }
    }

    private static Duration checked(TwoPostgres servers) {
        try (OpenMigration migration =
                new OpenMigration(servers.plan().id(), MigrationState.INITIAL, Journal.NONE, Clock.systemUTC())) {
            migration.decide(servers.plan());
            long begun = System.nanoTime();
            assertThat(migration.run(Phase.CHECK).join()).isEqualTo(PhaseStatus.DONE);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            assertThat(migration.state().findings()).noneMatch(finding -> finding.severity() == Severity.UNKNOWN);
            return took;
        }
    }
}
