package dev.planetfall.faults;

import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.run.OpenMigration;
import dev.planetfall.postgres.Password;
import dev.planetfall.store.FileLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Goes on with a migration in a process of its own, until a moment comes at which it can be killed. */
final class CutoverProgram {
    private static final String REACHED = "The moment has come.";
    private static final int MOST_TRIES = 3;
    private static final String SOURCE_PASSWORD = "SOURCE_PASSWORD";
    private static final String TARGET_PASSWORD = "TARGET_PASSWORD";

    private CutoverProgram() {}

    /** Cuts over or rolls back until the moment, and is killed there. Where the time was over before, it is tried again. */
    static void killAt(Moment moment, Path folder, MigrationPlan plan) throws IOException, InterruptedException {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            if (isKilledAt(moment, folder, plan)) {
                return;
            }
        }
        throw new IllegalStateException("It did not come to the moment when " + moment);
    }

    private static boolean isKilledAt(Moment moment, Path folder, MigrationPlan plan)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CutoverProgram.class.getName(),
                folder.toString(),
                plan.id(),
                moment.name()));
        builder.environment().put(SOURCE_PASSWORD, plan.source().password().reveal());
        builder.environment().put(TARGET_PASSWORD, plan.target().password().reveal());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        boolean reached = process.inputReader()
                .lines()
                .filter(REACHED::equals)
                .findFirst()
                .isPresent();
        process.destroyForcibly().waitFor();
        return reached;
    }

    public static void main(String... words) {
        Moment moment = Moment.valueOf(words[2]);
        try (FileLibrary library = new FileLibrary(Path.of(words[0]), Clock.systemUTC())) {
            MigrationState replayed = library.replay(words[1]);
            MigrationPlan plan = withPasswords(replayed.plan().orElseThrow());
            try (OpenMigration migration =
                    new OpenMigration(plan.id(), replayed, library.journal(plan.id()), Clock.systemUTC())) {
                migration.decide(plan);
                migration.events().subscribe((event, state) -> {
                    if (moment.comesWith(event, state)) {
                        System.out.println(REACHED);
                        Gate.pause(Long.MAX_VALUE);
                    }
                });
                (moment.isAfterCutover() ? migration.rollBack() : migration.run(Phase.CUTOVER)).join();
            }
        }
    }

    private static MigrationPlan withPasswords(MigrationPlan plan) {
        return PlanBuilder.from(plan)
                .source(plan.source().withPassword(Password.of(System.getenv(SOURCE_PASSWORD))))
                .target(plan.target().withPassword(Password.of(System.getenv(TARGET_PASSWORD))))
                .build()
                .orElseThrow();
    }
}
