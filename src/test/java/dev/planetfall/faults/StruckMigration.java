package dev.planetfall.faults;

import dev.planetfall.migration.MigrationEvent.StepFailed;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.WayBack;
import dev.planetfall.migration.run.EventStream;
import dev.planetfall.migration.run.OpenMigration;
import dev.planetfall.postgres.Password;
import dev.planetfall.store.FileLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A migration that is done as a person would with the window, and that can be opened again from its journal. */
final class StruckMigration implements AutoCloseable {
    private static final int MOST_TRIES = 3;

    private final Path folder;
    private MigrationPlan plan;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private FileLibrary library;
    private OpenMigration migration;

    StruckMigration(Path folder, MigrationPlan plan) {
        this.folder = folder;
        this.plan = plan;
        library = new FileLibrary(folder, Clock.systemUTC());
        migration = open();
    }

    private OpenMigration open() {
        OpenMigration opened =
                new OpenMigration(plan.id(), library.replay(plan.id()), library.journal(plan.id()), Clock.systemUTC());
        opened.events().subscribe((event, state) -> {
            if (event instanceof StepFailed failed) {
                said.add(failed.stepId() + ": " + failed.failure().sentence());
            }
        });
        opened.decide(plan);
        return opened;
    }

    /** What the pages said about what failed, in order. */
    List<String> said() {
        return List.copyOf(said);
    }

    /** What was said so far belongs to what came before. */
    void forgetSaid() {
        said.clear();
    }

    MigrationState state() {
        return migration.state();
    }

    PhaseStatus run(Phase phase) {
        return migration.run(phase).join();
    }

    /** Everything before the cutover. */
    void prepare() {
        for (Phase phase : List.of(Phase.SCHEMA, Phase.REPLICATE, Phase.VERIFY, Phase.SEQUENCES)) {
            require(run(phase) == PhaseStatus.DONE, phase.title());
        }
    }

    void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("Could not " + what + ": " + said);
        }
    }

    private CompletableFuture<PhaseStatus> begin(Moment moment) {
        return moment.isAfterCutover() ? migration.rollBack() : migration.run(Phase.CUTOVER);
    }

    /** Where the time was over before, it is tried again. */
    private CompletableFuture<PhaseStatus> reach(Moment moment, CountDownLatch reached) throws InterruptedException {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            CompletableFuture<PhaseStatus> running = begin(moment);
            while (!running.isDone() || reached.getCount() == 0) {
                if (reached.await(50, TimeUnit.MILLISECONDS)) {
                    return running;
                }
            }
        }
        throw new IllegalStateException("It did not come to the moment when " + moment + ": " + said);
    }

    /** Cuts over, or rolls back, while this happens at one moment. */
    void strikeAt(Moment moment, Work strike) throws IOException, InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch struck = new CountDownLatch(1);
        EventStream.Subscription listening = migration.events().subscribe((event, state) -> {
            if (reached.getCount() > 0 && moment.comesWith(event, state)) {
                reached.countDown();
                await(struck);
            }
        });
        try {
            CompletableFuture<PhaseStatus> running = reach(moment, reached);
            strike.run(struck::countDown);
            running.join();
        } finally {
            struck.countDown();
            listening.close();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets another process go on until it is killed at a moment; until {@link #reopen} this one knows nothing of it. */
    void killAt(Moment moment) throws IOException, InterruptedException {
        close();
        CutoverProgram.killAt(moment, folder, plan);
    }

    /** As the window does, it is watched from then on. */
    void reopen() {
        library = new FileLibrary(folder, Clock.systemUTC());
        migration = open();
        migration.watch();
    }

    void stopWatching() {
        migration.stopWatching();
    }

    /** Presses the button that lets writers on again, where a page shows one. */
    boolean rescue() {
        if (state().isFrozen(Side.TARGET) && state().wayBack().isArmed()) {
            migration.undoRollBack().join();
            return true;
        }
        if (state().writesFrozen() && !state().isDone(Phase.CUTOVER)) {
            migration.undo(Phase.CUTOVER).join();
            return true;
        }
        return false;
    }

    /** Whether the source takes writes after a roll back. */
    boolean isRolledBack() {
        return state().wayBack().standing() == WayBack.Standing.ROLLED_BACK && !state().isDone(Phase.CUTOVER);
    }

    void rollBack() {
        migration.rollBack().join();
    }

    void retireWayBack() {
        migration.retireWayBack().join();
    }

    /** Types the new password of both roles. */
    void retype(Password password) {
        plan = PlanBuilder.from(plan)
                .source(plan.source().withPassword(password))
                .target(plan.target().withPassword(password))
                .build()
                .orElseThrow();
        migration.decide(plan);
    }

    /** Presses what lets PlanetScale have what the source has, as soon as the page offers it. */
    void mendSchemas() {
        migration.compareSchemas();
        for (int i = 0; i < 200 && isSameSchema(); i++) {
            Gate.pause(100);
        }
        migration.mend(state().drift().orElseThrow().statements()).join();
    }

    private boolean isSameSchema() {
        return state().drift().filter(drift -> !drift.isNone()).isEmpty();
    }

    /** Gives the replication up, and copies into tables that somebody emptied. */
    void copyAgain(Runnable empty) {
        migration.undo(Phase.REPLICATE).join();
        empty.run();
        for (Phase phase : List.of(Phase.REPLICATE, Phase.VERIFY, Phase.SEQUENCES)) {
            require(run(phase) == PhaseStatus.DONE, phase.title());
        }
    }

    @Override
    public void close() {
        migration.close();
        library.close();
    }

    /** What happens at a moment; it says when the program may go on. */
    @FunctionalInterface
    interface Work {
        void run(Runnable goOn) throws IOException, InterruptedException;
    }
}
