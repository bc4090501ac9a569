package dev.planetfall.faults;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.postgres.Database;
import dev.planetfall.testing.MovingApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One migration in whose cutover one thing goes wrong at one moment. */
record CutoverCell(Moment moment, Blow blow) {
    private static final int RATE = 100;
    private static final int MOST_TRIES = 5;
    private static final Duration PATIENCE = CutoverGround.LIMIT.plusSeconds(5 + 4);

    Outcome measure(CutoverGround ground, Path folder) throws IOException, InterruptedException {
        Database source = ground.ground().sourceDatabase();
        MovingApplication.makeTables(source);
        MovingApplication.fillTables(source);
        try (StruckMigration migration = new StruckMigration(folder, ground.plan());
                MovingApplication application = MovingApplication.start(source, RATE)) {
            migration.prepare();
            if (moment.isAfterCutover()) {
                require(migration.run(Phase.CUTOVER) == PhaseStatus.DONE, "cut over", migration);
                application.moveTo(ground.ground().targetDatabase());
                application.awaitMore(30);
            }
            Course course = new Course(ground, migration, application);
            strike(course);
            goOn(course);
            return new Outcome(this, course);
        }
    }

    private void strike(Course course) throws IOException, InterruptedException {
        course.begun = System.nanoTime();
        if (moment == Moment.FOLLOWING) {
            course.ground.suffer(blow, () -> {});
        } else if (blow == Blow.PROGRAM_KILLED) {
            course.migration.killAt(moment);
            course.begun = System.nanoTime();
            // What stands in the journal now is what a person would see who opens the program at once.
            course.migration.reopen();
        } else {
            course.migration.strikeAt(moment, goOn -> {
                course.begun = System.nanoTime();
                course.watch();
                course.ground.suffer(blow, goOn);
            });
        }
        course.came = course.state();
        course.awaitWriters();
    }

    /** Presses what the pages offer until the source was gone back to, if that was wanted, and PlanetScale takes over for good. */
    private void goOn(Course course) {
        boolean back = moment.isAfterCutover();
        for (int tries = 0; back && !course.migration.isRolledBack(); tries++) {
            require(tries < MOST_TRIES, "roll back", course.migration);
            course.tries++;
            course.rescue();
            course.migration.rollBack();
            course.follow();
        }
        for (int tries = 0; !course.migration.state().isDone(Phase.CUTOVER); tries++) {
            require(tries < MOST_TRIES, "cut over", course.migration);
            course.tries++;
            course.rescue();
            course.application.awaitMore(20);
            course.migration.run(Phase.CUTOVER);
            course.follow();
        }
        course.recovered = (System.nanoTime() - course.begun) / 1e9;
        course.application.awaitMore(50);
        course.conclude();
    }

    private static void require(boolean holds, String what, StruckMigration migration) {
        if (!holds) {
            throw new IllegalStateException("Could not " + what + ": " + migration.said());
        }
    }

    /** How it went on. */
    private static final class Course {
        private final CutoverGround ground;
        private final StruckMigration migration;
        private final MovingApplication application;
        private final Database before;
        private final List<String> faults = new ArrayList<>();
        private long begun;
        private String came = "";
        private double writable;
        private volatile long writableAgain;
        private boolean pressed;
        private int tries;
        private double recovered;

        Course(CutoverGround ground, StruckMigration migration, MovingApplication application) {
            this.ground = ground;
            this.migration = migration;
            this.application = application;
            before = writable();
        }

        private String state() {
            MigrationState state = migration.state();
            if (migration.isRolledBack()) {
                return "rolled back";
            }
            return state.isDone(Phase.CUTOVER) ? "cut over" : "not cut over";
        }

        /** Where the page says that the application should write. */
        private Database writable() {
            return migration.state().isDone(Phase.CUTOVER)
                    ? ground.ground().targetDatabase()
                    : ground.ground().sourceDatabase();
        }

        private void follow() {
            application.moveTo(writable());
        }

        /** Looks, beside what happens, when a new session may write where the application is. */
        private void watch() {
            Thread thread = new Thread(
                    () -> {
                        if (CutoverGround.awaitWritable(before, PATIENCE.plusSeconds(20))) {
                            writableAgain = System.nanoTime();
                        }
                    },
                    "writable");
            thread.setDaemon(true);
            thread.start();
        }

        private void awaitWriters() {
            boolean stays = writable().settings().equals(before.settings());
            follow();
            if (!CutoverGround.awaitWritable(writable(), PATIENCE)) {
                pressed = migration.rescue();
                follow();
                if (!CutoverGround.awaitWritable(writable(), PATIENCE)) {
                    faults.add("writers stayed stopped");
                }
            }
            long since = stays && writableAgain > 0 ? writableAgain : System.nanoTime();
            writable = (since - begun) / 1e9;
            application.awaitMore(20);
        }

        private void rescue() {
            if (migration.rescue()) {
                follow();
            }
        }

        /** The source still follows; then all is cleaned up. */
        private void conclude() {
            application.stop();
            Database source = ground.ground().sourceDatabase();
            for (int i = 0; i < 100 && !application.wrongIn(source).isEmpty(); i++) {
                Gate.pause(200);
            }
            application.wrongIn(source).forEach(wrong -> faults.add("source: " + wrong));
            if (migration.run(Phase.FINISH) != PhaseStatus.DONE) {
                faults.add("the clean-up did not end");
            }
            application.wrongIn(ground.ground().targetDatabase()).forEach(wrong -> faults.add("PlanetScale: " + wrong));
            faults.addAll(ground.left());
        }
    }

    /**
     * @param came how it stood right after the fault
     * @param writable seconds from the fault until a new session could write
     * @param pressed whether that took a press on a button
     * @param tries more presses until all was done
     */
    record Outcome(
            CutoverCell cell,
            String came,
            double writable,
            boolean pressed,
            int tries,
            double recovered,
            List<String> said,
            List<String> faults) {
        private Outcome(CutoverCell cell, Course course) {
            this(
                    cell,
                    course.came,
                    course.writable,
                    course.pressed,
                    course.tries,
                    course.recovered,
                    course.migration.said(),
                    List.copyOf(course.faults));
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.1f s%s | %d | %.1f s | %s | %s |%n",
                    cell.moment,
                    cell.blow,
                    came,
                    writable,
                    pressed ? ", after a press" : "",
                    tries,
                    recovered,
                    said.isEmpty() ? "-" : String.join(" / ", said).replace('\n', ' '),
                    faults.isEmpty() ? "0 lost, 0 doubled, nothing left" : String.join("; ", faults));
        }
    }
}
