package dev.planetfall.migration;

import dev.planetfall.postgres.DatabaseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A server that went away in the middle of some work, and is waited for as long as it may be coming back. Used by one thread. */
public final class Outage {
    /** Between two attempts. */
    public static final Duration RETRY = Duration.ofSeconds(1);

    /** Longer than a restart of a server takes. */
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    private Optional<Instant> since = Optional.empty();

    /**
     * Does the work, and all of it once more whenever the server went away in it.
     *
     * @param away what is told between two attempts
     * @throws DatabaseException what the work threw, where it is no loss of a connection or the server stays away
     */
    public void outlive(MigrationContext context, Progress away, Runnable work) {
        while (!succeeds(context, work)) {
            context.report(away);
        }
    }

    private boolean succeeds(MigrationContext context, Runnable work) {
        try {
            work.run();
            return true;
        } catch (DatabaseException e) {
            outlast(context, e);
            return false;
        }
    }

    /**
     * Waits a little, after which the work may be tried again.
     *
     * @throws DatabaseException what was given, where it is no loss of a connection or the server stays away
     */
    public void outlast(MigrationContext context, DatabaseException loss) {
        Instant now = context.clock().instant();
        if (!loss.state().isConnectionLoss() || since.orElse(now).plus(PATIENCE).isBefore(now)) {
            throw loss;
        }
        since = since.or(() -> Optional.of(now));
        context.pause(RETRY);
    }

    /** The server answers again. */
    public void end() {
        since = Optional.empty();
    }

    /** Whether the server has not answered since. */
    public boolean lasts() {
        return since.isPresent();
    }
}
