package dev.planetfall.migration.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.demo.SampleStore;
import dev.planetfall.demo.Workload;
import dev.planetfall.migration.RowDifference;
import dev.planetfall.migration.RowDifference.Kind;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.VerificationEvent.TablesCompared;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.testing.PhaseRun;
import dev.planetfall.testing.RecordingContext;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows are compared while an application writes them. */
@ExtendWith(TwoPostgresExtension.class)
class CompareRowsStepPostgresTest {
    private static final int WRITES_A_SECOND = 200;

    @Test
    void accusesNoRowThatIsOnItsWay(TwoPostgres servers) {
        RecordingContext context = replicated(servers);
        try (Workload workload = Workload.start(servers.sourceSettings(), WRITES_A_SECOND)) {
            for (int i = 0; i < 3; i++) {
                new CompareRowsStep().run(context);
            }
            assertThat(workload.acknowledged()).isPositive();
        }

        assertThat(context.events(TablesCompared.class))
                .allSatisfy(event -> assertThat(event.verification().tables())
                        .filteredOn(table -> table.verdict() != Verdict.EQUAL)
                        .extracting(TableComparison::note)
                        .allMatch("Unlogged: copied in the cutover"::equals));
        PhaseRun.replicate(context).takeBack();
    }

    @Test
    void findsTheRowsThatPlanetScaleLostAmongThoseOnTheirWay(TwoPostgres servers) {
        RecordingContext context = replicated(servers);
        try (Workload workload = Workload.start(servers.sourceSettings(), WRITES_A_SECOND)) {
            servers.targetDatabase().useSession(session -> {
                session.execute("UPDATE steady SET v = 'other' WHERE id IN (3, 20000)");
                session.execute("DELETE FROM steady WHERE id = 30001");
                session.execute("INSERT INTO steady VALUES (-1, 'nobody wrote this')");
            });
            new CompareRowsStep().run(context);
            assertThat(workload.acknowledged()).isPositive();
        }

        assertThat(differing(context, table -> !table.differences().isNone()))
                .isEqualTo(Map.of(
                        "public.steady",
                        List.of(
                                new RowDifference(List.of("-1"), Kind.EXTRA, List.of()),
                                new RowDifference(List.of("20000"), Kind.CHANGED, List.of(new Identifier("v"))),
                                new RowDifference(List.of("3"), Kind.CHANGED, List.of(new Identifier("v"))),
                                new RowDifference(List.of("30001"), Kind.MISSING, List.of()))));
        PhaseRun.replicate(context).takeBack();
    }

    @Test
    void waitsForARowThatPlanetScaleGetsLate(TwoPostgres servers) throws InterruptedException {
        RecordingContext context = replicated(servers);
        String subscription = context.plan().names().subscription().quoted();
        servers.targetDatabase()
                .useSession(session -> session.execute("ALTER SUBSCRIPTION " + subscription + " DISABLE"));
        servers.sourceDatabase().useSession(session -> session.execute("UPDATE steady SET v = 'late' WHERE id < 100"));
        Thread later = new Thread(() -> {
            context.pause(java.time.Duration.ofSeconds(2));
            servers.targetDatabase()
                    .useSession(session -> session.execute("ALTER SUBSCRIPTION " + subscription + " ENABLE"));
        });
        later.start();

        new CompareRowsStep().run(context);

        later.join();
        assertThat(differing(context, table -> table.table().name().name().equals("steady")))
                .isEqualTo(Map.of("public.steady", List.of()));
        PhaseRun.replicate(context).takeBack();
    }

    private static RecordingContext replicated(TwoPostgres servers) {
        SampleStore.load(servers.sourceDatabase(), 5);
        servers.sourceDatabase().useSession(session -> {
            session.execute("CREATE TABLE steady (id int PRIMARY KEY, v text)");
            session.execute("INSERT INTO steady SELECT g, 'v' || g FROM generate_series(1, 60000) g");
        });
        RecordingContext context = servers.context();
        new CopySchemaStep().run(context);
        PhaseRun.replicate(context).run();
        return context;
    }

    private static Map<String, List<RowDifference>> differing(
            RecordingContext context, Predicate<TableComparison> which) {
        List<TablesCompared> compared = context.events(TablesCompared.class);
        return compared.get(compared.size() - 1).verification().tables().stream()
                .filter(which)
                .collect(Collectors.toMap(
                        table -> table.table().toString(),
                        table -> table.differences().rows().stream()
                                .sorted(java.util.Comparator.comparing(
                                        row -> row.key().get(0)))
                                .toList(),
                        (first, second) -> first,
                        TreeMap::new));
    }
}
