package dev.planetfall.migration;

import dev.planetfall.postgres.Database;
import java.time.Clock;
import java.time.Duration;

/**
 * A context in which PlanetScale plays the source and the old database the target: what carries rows from one to the other carries
 * them back in it. People are told of the servers by {@link #actual}.
 */
public final class ReversedContext implements MigrationContext {
    private final MigrationContext forward;

    public ReversedContext(MigrationContext forward) {
        this.forward = forward;
    }

    @Override
    public MigrationPlan plan() {
        return forward.plan().reversed();
    }

    @Override
    public Database source() {
        return forward.target();
    }

    @Override
    public Database target() {
        return forward.source();
    }

    @Override
    public Database unstoppable(Side side) {
        return forward.unstoppable(side.other());
    }

    @Override
    public void limit(Duration time, Failure reason) {
        forward.limit(time, reason);
    }

    @Override
    public void unlimit() {
        forward.unlimit();
    }

    @Override
    public Side actual(Side part) {
        return forward.actual(part.other());
    }

    @Override
    public Clock clock() {
        return forward.clock();
    }

    @Override
    public MigrationState state() {
        return forward.state();
    }

    @Override
    public void report(MigrationEvent event) {
        forward.report(event);
    }

    @Override
    public void report(Progress progress) {
        forward.report(progress);
    }

    @Override
    public void throwIfCancelled() {
        forward.throwIfCancelled();
    }

    @Override
    public void pause(Duration time) {
        forward.pause(time);
    }
}
