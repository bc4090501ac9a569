package dev.planetfall.faults;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.postgres.Database;
import dev.planetfall.testing.MovingApplication;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How a cell goes on after it was struck, with a person who does what the pages offer and say. */
final class CutoverCourse {
    private static final int MOST_TRIES = 5;
    private static final Duration PATIENCE = CutoverGround.LIMIT.plusSeconds(5 + 4);

    private final CutoverGround ground;
    private final StruckMigration migration;
    private final MovingApplication application;
    private final List<String> lost = new ArrayList<>();
    private final List<String> doubled = new ArrayList<>();
    private final List<String> leaked = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private volatile Trouble trouble = Trouble.NONE;
    private boolean begunAtTarget;
    private boolean follows = true;
    private long begun;
    private String came = "";
    private double writable;
    private volatile long writableAgain;
    private boolean pressed;
    private int tries;
    private double recovered;

    CutoverCourse(CutoverGround ground, StruckMigration migration, MovingApplication application) {
        this.ground = ground;
        this.migration = migration;
        this.application = application;
    }

    CutoverGround ground() {
        return ground;
    }

    StruckMigration migration() {
        return migration;
    }

    /** The application was pointed at PlanetScale before anything happened. */
    void moved() {
        begunAtTarget = true;
        follow();
        application.awaitMore(30);
    }

    /** The time begins to count. */
    void struck() {
        migration.forgetSaid();
        begun = System.nanoTime();
    }

    void meets(Trouble met) {
        trouble = met;
        follow();
    }

    void broke(Throwable thrown) {
        String where = Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dev.planetfall"))
                .limit(6)
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .reduce("", (all, frame) -> all + " " + frame);
        others.add("it broke off: " + thrown + where);
    }

    private String state() {
        MigrationState state = migration.state();
        if (migration.isRolledBack()) {
            return "rolled back";
        }
        return state.isDone(Phase.CUTOVER) ? "cut over" : "not cut over";
    }

    /** Where the page says that the application should write. */
    Database writable() {
        return migration.state().isDone(Phase.CUTOVER) ? ground.target() : ground.source();
    }

    private void follow() {
        application.moveTo(writable());
    }

    /** Looks, beside what happens, when a new session may write where the application is. */
    void watch() {
        Thread thread = new Thread(
                () -> {
                    if (CutoverGround.awaitWritable(this::before, PATIENCE.plusSeconds(60))) {
                        writableAgain = System.nanoTime();
                    }
                },
                "writable");
        thread.setDaemon(true);
        thread.start();
    }

    private Database before() {
        return begunAtTarget ? ground.target() : ground.source();
    }

    /** Until writers can write where the page says that they should. */
    void awaitWriters() {
        came = state();
        boolean stays = writable().settings().equals(before().settings());
        follow();
        if (!CutoverGround.awaitWritable(this::writable, PATIENCE)) {
            pressed = migration.rescue();
            follow();
            if (!CutoverGround.awaitWritable(this::writable, PATIENCE)) {
                mend();
                pressed |= migration.rescue();
                follow();
                if (!CutoverGround.awaitWritable(this::writable, PATIENCE)) {
                    others.add("writers stayed stopped");
                }
            }
        }
        long since = stays && writableAgain > 0 ? writableAgain : System.nanoTime();
        writable = (since - begun) / 1e9;
        if (!trouble.stops(this)) {
            application.awaitMore(20);
        }
    }

    /**
     * Presses what the pages offer until PlanetScale takes over for good.
     *
     * @param back whether to go back to the source first
     */
    void goOn(boolean back) {
        while (back && follows && !migration.isRolledBack()) {
            again("roll back", migration::rollBack);
        }
        while (!migration.state().isDone(Phase.CUTOVER)) {
            application.awaitMore(20);
            again("cut over", () -> migration.run(Phase.CUTOVER));
        }
        recovered = (System.nanoTime() - begun) / 1e9;
        if (trouble.stops(this)) {
            mend();
        }
        application.awaitMore(50);
        conclude();
    }

    /** What was said is done first. */
    private void again(String what, Runnable press) {
        migration.require(tries < MOST_TRIES, what);
        tries++;
        rescue();
        if (!migration.said().isEmpty()) {
            mend();
        }
        if (follows || !migration.state().isDone(Phase.CUTOVER)) {
            press.run();
        }
        follow();
    }

    private void rescue() {
        if (migration.rescue()) {
            follow();
        }
    }

    private void mend() {
        Trouble due = trouble;
        trouble = Trouble.NONE;
        due.mend(this);
    }

    /** So that nothing of it is there for the next cell. */
    void mendAtLast() {
        try {
            if (trouble.isOutside()) {
                mend();
            }
        } catch (RuntimeException e) {
            broke(e);
        }
    }

    /** Without its slot replication cannot go on: after a cutover there is no way back any more, before it everything is copied anew. */
    void beginReplicationAgain() {
        if (migration.state().isDone(Phase.CUTOVER)) {
            migration.retireWayBack();
            follows = false;
        } else {
            migration.copyAgain(() ->
                    ground.target().despiteFreeze().useSession(session -> session.execute("TRUNCATE ledger, account")));
        }
    }

    /** The source still follows; then all is cleaned up. */
    private void conclude() {
        application.stop();
        if (follows && !arrives()) {
            // By now an alarm has told.
            mend();
            arrives();
        }
        if (follows) {
            judge("source", ground.source());
        }
        if (migration.run(Phase.FINISH) != PhaseStatus.DONE) {
            mend();
            if (migration.run(Phase.FINISH) != PhaseStatus.DONE) {
                others.add("the clean-up did not end");
            }
        }
        judge("PlanetScale", ground.target());
        migration.stopWatching();
        mendAtLast();
        leaked.addAll(ground.left());
    }

    private boolean arrives() {
        for (int i = 0; i < 50 && !application.wrongIn(ground.source()).isEmpty(); i++) {
            Gate.pause(200);
        }
        return application.wrongIn(ground.source()).isEmpty();
    }

    private void judge(String server, Database database) {
        application
                .wrongIn(database)
                .forEach(wrong -> (wrong.contains("missing") ? lost : doubled).add(server + ": " + wrong));
    }

    CutoverOutcome outcome(CutoverCell cell) {
        List<String> said = migration.said();
        if (!said.isEmpty() && !cell.blow().isToldBy(String.join(" ", said))) {
            others.add("what was said does not tell what it is about");
        }
        if (said.stream().anyMatch(sentence -> sentence.contains("not foreseen"))) {
            others.add("what was said is not for people");
        }
        return new CutoverOutcome(cell, came, writable, pressed, tries, recovered, said, lost, doubled, leaked, others);
    }
}
