package dev.planetfall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Journal;
import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationEvent.SchemaObjectApplied;
import dev.planetfall.migration.MigrationEvent.StepProgressed;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.SchemaSource;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.run.OpenMigration;
import dev.planetfall.migration.schema.DriftComparison;
import dev.planetfall.migration.schema.SchemaComparison;
import dev.planetfall.migration.schema.SchemaFingerprint;
import dev.planetfall.migration.schema.catalog.CatalogReading;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.StatementLog;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How long a schema of 5,000 tables and 15,000 indexes takes to read, to make and to compare. */
@Tag("bench")
@ExtendWith(TwoPostgresExtension.class)
class SchemaBenchmark {
    private static final int FEW = 10;
    private static final int MANY = 5_000;
    private static final Duration READING_LIMIT = Duration.ofSeconds(20);
    private static final Duration APPLYING_LIMIT = Duration.ofMinutes(2);
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(5);

    @Test
    void readsALargeSchemaInTimeAndWithAsManyQueriesAsASmallOne(TwoPostgres servers) {
        LargeSchema.create(servers.sourceDatabase(), 0, FEW);
        Reading few = read(servers);
        LargeSchema.create(servers.sourceDatabase(), FEW, MANY);
        Reading many = read(servers);

        System.out.printf(
                "reading: %d tables %d ms, %d queries; %,d tables %d ms, %d queries, %,d objects; the slowest:%s%n",
                FEW,
                few.took.toMillis(),
                few.queries,
                MANY,
                many.took.toMillis(),
                many.queries,
                many.objects,
                many.slowest);
        assertThat(many.queries).isEqualTo(few.queries);
        assertThat(many.took).isLessThan(READING_LIMIT);
    }

    @Test
    void makesALargeSchemaInTimeAndTellsItAllTheTime(TwoPostgres servers) {
        LargeSchema.create(servers.sourceDatabase(), 0, MANY);
        Silence reading = new Silence();
        Silence applying = new Silence();
        try (OpenMigration migration =
                new OpenMigration(servers.plan().id(), MigrationState.INITIAL, Journal.NONE, Clock.systemUTC())) {
            migration.decide(PlanBuilder.from(servers.plan())
                    .schemaSource(SchemaSource.CATALOG)
                    .build()
                    .orElseThrow());
            migration.events().subscribe((event, state) -> {
                if (event instanceof SchemaObjectApplied
                        || event instanceof StepProgressed
                        || event instanceof PhaseEnded) {
                    (state.outcomes().size() == 0 ? reading : applying).heard();
                }
            });
            long begun = System.nanoTime();
            assertThat(migration.run(Phase.SCHEMA).join()).isEqualTo(PhaseStatus.DONE);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            System.out.printf(
                    "copying %,d objects: %d ms in all; until the first was made %s; from then to the end %s%n",
                    migration.state().schema().size(), took.toMillis(), reading, applying);
            assertThat(applying.total()).isLessThan(APPLYING_LIMIT);
            assertThat(reading.longest()).isLessThan(SILENCE_LIMIT);
            assertThat(applying.longest()).isLessThan(SILENCE_LIMIT);
        }
        long begun = System.nanoTime();
        assertThat(SchemaComparison.of(servers.context()).isComplete()).isTrue();
        System.out.printf(
                "comparing: %d ms%n",
                Duration.ofNanos(System.nanoTime() - begun).toMillis());
    }

    /** What the watch does every minute; it rests twenty times as long. */
    @Test
    void looksForDriftInALargeSchema(TwoPostgres servers) {
        List.of(servers.sourceDatabase(), servers.targetDatabase()).parallelStream()
                .forEach(server -> LargeSchema.create(server, 0, MANY));
        for (int round = 1; round <= 3; round++) {
            assertThat(look("nothing", servers)).isEqualTo(SchemaDrift.NONE);
        }
        long begun = System.nanoTime();
        SchemaFingerprint before = SchemaFingerprint.of(servers.context());
        System.out.printf(
                "taking fingerprints of %,d tables: %d ms%n",
                MANY, Duration.ofNanos(System.nanoTime() - begun).toMillis());
        servers.sourceDatabase()
                .useSession(session -> session.execute("ALTER TABLE big.orders_1_1 ADD drifted int DEFAULT 7"));
        assertThat(SchemaFingerprint.of(servers.context())).isNotEqualTo(before);
        assertThat(look("one new column", servers).statements())
                .containsExactly("ALTER TABLE \"big\".\"orders_1_1\" ADD COLUMN \"drifted\" integer DEFAULT 7");
    }

    private static SchemaDrift look(String found, TwoPostgres servers) {
        long begun = System.nanoTime();
        SchemaDrift drift = DriftComparison.of(servers.context());
        System.out.printf(
                "looking for drift in %,d tables and finding %s: %d ms%n",
                MANY, found, Duration.ofNanos(System.nanoTime() - begun).toMillis());
        return drift;
    }

    private static Reading read(TwoPostgres servers) {
        ServerVersion target = servers.targetDatabase().withSession(session -> new Catalog(session).version());
        List<StatementLog.Statement> queries = new ArrayList<>();
        Database source = new Database(servers.sourceSettings(), "source", queries::add, Clock.systemUTC());
        long begun = System.nanoTime();
        CatalogReading reading = CatalogReading.of(source, target, Scope.EVERYTHING);
        return new Reading(
                Duration.ofNanos(System.nanoTime() - begun),
                queries.size(),
                slowest(queries),
                reading.objects().size());
    }

    private static String slowest(List<StatementLog.Statement> queries) {
        return queries.stream()
                .sorted(Comparator.comparing(StatementLog.Statement::took).reversed())
                .limit(3)
                .map(query -> "%n  %d ms, %d rows: %s"
                        .formatted(
                                query.took().toMillis(),
                                query.rows(),
                                query.sql()
                                        .replaceAll("\\s+", " ")
                                        .substring(0, Math.min(70, query.sql().length() / 2))))
                .collect(Collectors.joining());
    }

    private record Reading(Duration took, int queries, String slowest, int objects) {}

    /** How long nothing was heard, in milliseconds. Heard by one thread at a time, as the event stream does. */
    private static final class Silence {
        private final LongSummaryStatistics gaps = new LongSummaryStatistics();
        private long last;

        void heard() {
            long now = System.nanoTime();
            if (last != 0) {
                gaps.accept(now - last);
            }
            last = now;
        }

        Duration longest() {
            return Duration.ofNanos(Math.max(0, gaps.getMax()));
        }

        Duration total() {
            return Duration.ofNanos(gaps.getSum());
        }

        @Override
        public String toString() {
            return "%d ms, never silent for more than %d ms"
                    .formatted(total().toMillis(), longest().toMillis());
        }
    }
}
