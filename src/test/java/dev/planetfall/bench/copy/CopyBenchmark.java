package dev.planetfall.bench.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.bench.copy.CopyOptions.Mode;
import dev.planetfall.postgres.Database;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The same database copied in each way that people use. {@link CopyOptions} tells what can be chosen. */
@Tag("bench")
@ExtendWith(TwoPostgresExtension.class)
class CopyBenchmark {
    private static final double[] GROWING = {1, 2, 4};
    /** The part of the whole size with which growth begins. */
    private static final double GROWS_FROM = 1 / 6.0;

    private final CopyOptions options = CopyOptions.ofSystem();
    private final Set<String> leftOut = new HashSet<>();
    private final CopyReport report = new CopyReport(Path.of("target", "bench"));

    @TempDir
    Path folder;

    @Test
    void copiesTheSameDatabaseInEachWay(TwoPostgres servers) {
        requireSafety(servers.sourceAdmin());
        requireSafety(servers.targetAdmin());
        report.introduce(servers, folder, options);
        try {
            if (options.modes().contains(Mode.QUIET) || options.modes().contains(Mode.LIVE)) {
                measureTheShop(servers);
            }
            if (options.modes().contains(Mode.GROWTH)) {
                measureGrowthOfRows(servers);
                measureGrowthOfTables(servers);
            }
        } finally {
            servers.clean();
        }
    }

    private void measureTheShop(TwoPostgres servers) {
        CopyGround ground = filled(servers, SeededShop.of(options.gigabytes()));
        double gigabytes = tellSize(ground);
        List<CopyMethod> methods = measurable(ground);
        Statistics.grow(ground);
        if (options.modes().contains(Mode.QUIET)) {
            report.say("\n## Nobody writes\n");
            List<Figures> quiet =
                    new Rotation(ground, "quiet", gigabytes, options.rounds(), OptionalInt.empty()).of(methods);
            tell(quiet);
        }
        if (options.modes().contains(Mode.LIVE)) {
            report.say("\n## An application writes %d transactions a second\n".formatted(options.rate()));
            report.say("Only ways that follow the source: of the others nobody may write while they copy, as above.\n");
            List<CopyMethod> following =
                    methods.stream().filter(CopyMethod::follows).toList();
            tell(new Rotation(ground, "live", gigabytes, options.liveRounds(), OptionalInt.of(options.rate()))
                    .of(following));
        }
    }

    private void tell(List<Figures> figures) {
        report.add(figures);
        report.say(CopyTable.of(figures));
        report.explain(figures);
    }

    private void measureGrowthOfRows(TwoPostgres servers) {
        List<Figures> figures = new ArrayList<>();
        report.say("\n## More rows in the same tables\n");
        for (double times : GROWING) {
            CopyGround ground = filled(servers, SeededShop.of(options.gigabytes() * GROWS_FROM * times));
            double gigabytes = tellSize(ground);
            figures.addAll(new Rotation(ground, "rows", gigabytes, 1, OptionalInt.empty()).of(measurable(ground)));
        }
        report.add(figures);
        report.say(CopyTable.growth(figures, "s/GB", 1));
    }

    private void measureGrowthOfTables(TwoPostgres servers) {
        List<Figures> figures = new ArrayList<>();
        report.say("\n## More small tables\n");
        for (int tables : options.tableCounts()) {
            CopyGround ground = filled(servers, SmallTables.of(tables));
            figures.addAll(new Rotation(ground, "tables", tables, 1, OptionalInt.empty()).of(measurable(ground)));
        }
        report.add(figures);
        report.say(CopyTable.growth(figures, "ms/table", 1000));
    }

    private CopyGround filled(TwoPostgres servers, SampleData data) {
        servers.clean();
        servers.emptySource();
        long begun = System.nanoTime();
        data.load(servers.sourceDatabase());
        System.out.printf("%s made in %d s%n", data.name(), (System.nanoTime() - begun) / 1_000_000_000);
        return CopyGround.of(servers, data, options, folder);
    }

    /** Tells once why a method is left out. */
    private List<CopyMethod> measurable(CopyGround ground) {
        List<CopyMethod> methods = new ArrayList<>();
        for (CopyMethod method : CopyMethod.ALL) {
            boolean wanted = options.methods().isEmpty() || options.methods().contains(method.keyword());
            Optional<String> hindrance = wanted ? method.hindrance(ground) : Optional.of("It was not asked for.");
            hindrance.ifPresentOrElse(why -> leaveOut(method, why), () -> methods.add(method));
        }
        return methods;
    }

    private void leaveOut(CopyMethod method, String why) {
        if (leftOut.add(method.keyword())) {
            report.say("Left out: " + method.title() + ". " + why);
        }
    }

    /** Returns gigabytes of tables and indexes. */
    private double tellSize(CopyGround ground) {
        String tables = "FROM unnest(?::regclass[]) t";
        List<String> names = ground.data().tableNames();
        return ground.source()
                .withSession(session -> session.queryOne(
                        "SELECT sum(pg_table_size(t))::bigint AS tables, sum(pg_indexes_size(t))::bigint AS indexes,"
                                + " max(pg_total_relation_size(t)) AS largest " + tables,
                        row -> {
                            double all = row.number("tables") + row.number("indexes");
                            report.say("%s: %.3f GB of rows and %.3f GB of indexes, %.0f %% of it in one table%n"
                                    .formatted(
                                            ground.data().name(),
                                            row.number("tables") / 1e9,
                                            row.number("indexes") / 1e9,
                                            100 * row.number("largest") / all));
                            return all / 1e9;
                        },
                        names));
    }

    /** A server that does not write to its disk is faster than any that somebody would trust. */
    private static void requireSafety(Database admin) {
        List<String> settings = admin.withSession(session -> session.query(
                "SELECT setting FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')",
                row -> row.text("setting")));
        assertThat(settings).containsExactly("on", "on", "on");
    }
}
