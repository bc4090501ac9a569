package dev.planetfall.cli;

import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.run.OpenMigration;
import dev.planetfall.migration.step.Steps;
import dev.planetfall.postgres.ConnectionStrings;
import dev.planetfall.postgres.Password;
import dev.planetfall.report.Reports;
import dev.planetfall.store.FileLibrary;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * A program of the same parts as the command line's, which also takes the way back. Arguments: the folder for its files, both URIs, and
 * the last phase before the cutover, which makes it stop there whether it could be done or not.
 */
final class WholeMigration {
    static final String ID = "kept_secret";

    private WholeMigration() {}

    public static void main(String[] arguments) {
        Path home = Path.of(arguments[0]);
        Phase last = Phase.valueOf(arguments[3]);
        MigrationPlan plan = plan(arguments[1], arguments[2]);
        try (FileLibrary library = new FileLibrary(home.resolve("migrations"), Clock.systemUTC());
                OpenMigration migration =
                        new OpenMigration(ID, library.replay(ID), library.journal(ID), Clock.systemUTC())) {
            migration.events().subscribe((event, state) -> System.out.println(event));
            migration.decide(plan);
            for (Phase phase : List.of(Phase.CONNECT, Phase.CHECK, Phase.SCHEMA, Phase.REPLICATE)) {
                tell(phase, migration.run(phase).join());
            }
            migration.watch();
            if (last == Phase.CUTOVER) {
                thereAndBackAndThere(migration);
            }
            Reports reports = new Reports(home.resolve("reports"), Clock.systemUTC(), "test", Steps.TITLES);
            List.of(reports.writeReport(migration.state()), reports.writeRunbook(migration.state()))
                    .forEach(System.out::println);
        }
    }

    private static void thereAndBackAndThere(OpenMigration migration) {
        tell(Phase.VERIFY, migration.run(Phase.VERIFY).join());
        tell(Phase.SEQUENCES, migration.run(Phase.SEQUENCES).join());
        tell(Phase.CUTOVER, migration.run(Phase.CUTOVER).join());
        System.out.println("way back: " + migration.rollBack().join());
        tell(Phase.CUTOVER, migration.run(Phase.CUTOVER).join());
        migration.stopWatching();
        tell(Phase.FINISH, migration.run(Phase.FINISH).join());
    }

    private static void tell(Phase phase, PhaseStatus status) {
        System.out.println(phase + ": " + status);
        Thread.getAllStackTraces().keySet().forEach(thread -> System.out.println("thread " + thread.getName()));
    }

    private static MigrationPlan plan(String source, String target) {
        return new PlanBuilder(ID)
                .source(ConnectionStrings.parse(source)
                        .settings()
                        .withPassword(Password.of(System.getenv(ServerArguments.SOURCE_PASSWORD))))
                .target(ConnectionStrings.parse(target)
                        .settings()
                        .withPassword(Password.of(System.getenv(ServerArguments.TARGET_PASSWORD))))
                .sampleTime(Duration.ofMillis(200))
                .wayBack(true)
                .build()
                .orElseThrow();
    }
}
