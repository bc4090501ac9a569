package dev.planetfall.faults;

import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.testing.MovingApplication;
import java.io.IOException;
import java.nio.file.Path;

/** One migration in whose cutover one thing goes wrong at one moment. */
record CutoverCell(Moment moment, Blow blow) {
    private static final int RATE = 100;
    private static final int MOST_TRIES = 3;

    /** Whatever breaks belongs into the table. */
    CutoverOutcome measure(CutoverGround ground, Path folder) throws IOException, InterruptedException {
        MovingApplication.makeTables(ground.source());
        MovingApplication.fillTables(ground.source());
        try (StruckMigration migration = new StruckMigration(folder, ground.plan());
                MovingApplication application = MovingApplication.start(ground.source(), RATE)) {
            CutoverCourse course = new CutoverCourse(ground, migration, application);
            try {
                begin(migration, course);
                strike(course);
                course.goOn(moment.isAfterCutover());
            } catch (RuntimeException | AssertionError e) {
                course.broke(e);
            } finally {
                course.mendAtLast();
            }
            return course.outcome(this);
        }
    }

    private void begin(StruckMigration migration, CutoverCourse course) {
        migration.prepare();
        if (moment.isAfterCutover()) {
            PhaseStatus status = migration.run(Phase.CUTOVER);
            // On a busy machine the time may be over before.
            for (int tries = 1; status != PhaseStatus.DONE && tries < MOST_TRIES; tries++) {
                status = migration.run(Phase.CUTOVER);
            }
            migration.require(status == PhaseStatus.DONE, "cut over");
            course.moved();
        }
    }

    private void strike(CutoverCourse course) throws IOException, InterruptedException {
        course.struck();
        if (moment == Moment.FOLLOWING) {
            course.meets(course.ground().suffer(this, () -> {}));
        } else if (blow == Blow.PROGRAM_KILLED) {
            course.migration().killAt(moment);
            course.struck();
            // What stands in the journal now is what a person would see who opens the program at once.
            course.migration().reopen();
        } else {
            course.migration().strikeAt(moment, goOn -> {
                course.struck();
                course.watch();
                course.meets(course.ground().suffer(this, goOn));
            });
        }
        course.awaitWriters();
    }

    @Override
    public String toString() {
        return moment.name() + " " + blow.name();
    }
}
