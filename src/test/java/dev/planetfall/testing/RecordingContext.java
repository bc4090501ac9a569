package dev.planetfall.testing;

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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A context that remembers what was reported to it and every statement that was sent. Thread-safe. */
public final class RecordingContext implements MigrationContext {
    private final MigrationPlan plan;
    private final Clock clock = Clock.systemUTC();
    private final List<MigrationEvent> events = new CopyOnWriteArrayList<>();
    private final List<Progress> progress = new CopyOnWriteArrayList<>();
    private final List<StatementLog.Statement> statements = new CopyOnWriteArrayList<>();
    private volatile Runnable onProgress = () -> {};
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final Database source;
    private final Database target;

    public RecordingContext(MigrationPlan plan) {
        this.plan = plan;
        source = new Database(plan.source(), Side.SOURCE.label(), statements::add, clock).despiteFreeze();
        target = new Database(plan.target(), Side.TARGET.label(), statements::add, clock).despiteFreeze();
    }

    /** Everything reported so far, in order. */
    public List<MigrationEvent> events() {
        return List.copyOf(events);
    }

    /** The events of one kind, in order. */
    public <T extends MigrationEvent> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** What the events so far add up to. */
    @Override
    public MigrationState state() {
        MigrationState state = MigrationState.INITIAL;
        for (MigrationEvent event : events) {
            state = event.applyTo(state);
        }
        return state;
    }

    public List<Progress> progress() {
        return List.copyOf(progress);
    }

    /** What was sent to either server through {@link #source()} and {@link #target()}. */
    public List<StatementLog.Statement> statements() {
        return List.copyOf(statements);
    }

    /** Something happens from now on whenever progress is reported, in the middle of what reports it. */
    public void onProgress(Runnable happening) {
        onProgress = happening;
    }

    /** From now on {@link #throwIfCancelled()} and {@link #pause} throw. */
    public void cancel() {
        cancelled.countDown();
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
    public Clock clock() {
        return clock;
    }

    @Override
    public void report(MigrationEvent event) {
        events.add(event);
    }

    @Override
    public void report(Progress news) {
        progress.add(news);
        onProgress.run();
    }

    @Override
    public void throwIfCancelled() {
        if (cancelled.getCount() == 0) {
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
