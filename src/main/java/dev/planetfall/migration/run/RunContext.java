package dev.planetfall.migration.run;

import dev.planetfall.migration.Failure;
import dev.planetfall.migration.MigrationCancelledException;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.StatementLog;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The context of one run: its databases tell their statements to the stream, and it can be cancelled from any thread. */
final class RunContext implements MigrationContext {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2_500);
    private static final Duration STUCK = Duration.ofSeconds(3);
    private static final Duration CANCEL_PERIOD = Duration.ofMillis(100);

    private final MigrationPlan plan;
    private final Database source;
    private final Database target;
    private final EventStream events;
    private final Clock clock;
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Semaphore calls = new Semaphore(0);
    private final TimeLimit limit = new TimeLimit(this::cancel);
    private Optional<Long> lastLook = Optional.empty();
    private volatile String stepId = "";

    RunContext(MigrationPlan plan, EventStream events, Clock clock) {
        this.plan = plan;
        this.events = events;
        this.clock = clock;
        StatementLog log = ran -> events.publish(new MigrationEvent.StatementSent(
                ran.at(), ran.server(), ran.sql(), ran.took(), ran.rows(), ran.error()));
        source = new Database(plan.source(), Side.SOURCE.id(), log, clock).despiteFreeze();
        target = new Database(plan.target(), Side.TARGET.id(), log, clock).despiteFreeze();
    }

    /** Progress reported from now on belongs to this step. What is done outside of all steps has no progress to show. */
    void enter(String id) {
        stepId = id;
    }

    /**
     * Stops waits and running statements; the work then ends at its next resting point. A statement that is about to be
     * sent cannot be stopped yet, so this is tried until the work has ended.
     */
    void cancel() {
        cancelled.countDown();
        call();
        Thread thread = new Thread(this::cancelUntilEnded, "migration-cancel");
        thread.setDaemon(true);
        thread.start();
    }

    /** The work has ended: there is nothing left to cancel. */
    void end() {
        ended.countDown();
        limit.lift();
        source.keepNone();
        target.keepNone();
    }

    /** For work in which writers wait: connections are kept from one step to the next. */
    void keepConnections() {
        source.keepConnections();
        target.keepConnections();
    }

    /** Why the work was stopped, if it was because its time was over. */
    Optional<Failure> expiry() {
        return limit.expiry();
    }

    /** The same plan without the wish to stop: for taking back what a cancelled run had done. */
    RunContext afresh() {
        return new RunContext(plan, events, clock);
    }

    /** Ends the work at once, whatever the servers do: waits end and sessions are closed without a word to the server. */
    void abandon() {
        cancelled.countDown();
        call();
        source.abandon();
        target.abandon();
        end();
    }

    /** Ends the {@link #rest} of now, or else the next one, before its time. */
    void call() {
        calls.release();
    }

    /**
     * Waits, like {@link #pause}, or until it is called. A call is answered 2.5 s after the last look at the earliest, so that who is
     * called often does not ask the servers much more often, and what changes from look to look is no peak; none is forgotten.
     *
     * @return whether it was called
     * @throws MigrationCancelledException when the work is to end
     */
    boolean rest(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try {
            boolean called = calls.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
            calls.drainPermits();
            throwIfCancelled();
            return called && mayAnswer(end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationCancelledException();
        }
    }

    /** The servers are asked now, called or not. */
    void looked() {
        lastLook = Optional.of(System.nanoTime());
    }

    /** Waits until that call may be answered, or the rest is over; then the next rest answers it. */
    private boolean mayAnswer(long end) {
        long now = System.nanoTime();
        long ready = lastLook.map(last -> last + BETWEEN_LOOKS.toNanos()).orElse(now);
        if (Math.min(ready, end) > now) {
            pause(Duration.ofNanos(Math.min(ready, end) - now));
        }
        calls.drainPermits();
        if (ready > end) {
            call();
            return false;
        }
        looked();
        return true;
    }

    private void cancelUntilEnded() {
        long begun = System.nanoTime();
        try {
            do {
                cancelOrAbandon(Duration.ofNanos(System.nanoTime() - begun));
            } while (!ended.await(CANCEL_PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Who waits for writers to be let on again does not wait for a network that is gone. */
    private void cancelOrAbandon(Duration tried) {
        if (expiry().isPresent() && tried.compareTo(STUCK) > 0) {
            source.abandon();
            target.abandon();
        } else {
            source.cancelRunning();
            target.cancelRunning();
        }
    }

    boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    @Override
    public MigrationPlan plan() {
        return plan;
    }

    @Override
    public Database source() {
        return source;
    }

    @Override
    public Database target() {
        return target;
    }

    @Override
    public Database unstoppable(Side side) {
        return new Database(plan.settings(side), side.id()).despiteFreeze();
    }

    @Override
    public void limit(Duration time, Failure reason) {
        limit.set(time, reason);
    }

    @Override
    public void unlimit() {
        if (!limit.lift()) {
            throw new MigrationCancelledException();
        }
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public MigrationState state() {
        return events.state();
    }

    @Override
    public void report(MigrationEvent event) {
        events.publish(event);
    }

    @Override
    public void report(Progress progress) {
        if (!stepId.isEmpty()) {
            events.publish(new MigrationEvent.StepProgressed(clock.instant(), stepId, progress));
        }
    }

    @Override
    public void throwIfCancelled() {
        if (isCancelled()) {
            throw new MigrationCancelledException();
        }
    }

    @Override
    public void pause(Duration time) {
        try {
            if (cancelled.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new MigrationCancelledException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrationCancelledException();
        }
    }
}
