package dev.planetfall.migration.copy;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Outage;
import dev.planetfall.migration.Progress;
import dev.planetfall.postgres.DatabaseException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Begins a copy anew when a server went away in the middle, for as long as it may be coming back. */
final class CopyAttempts {
    /** A snapshot that is lost again and again has a cause that waiting does not mend. */
    private static final int MOST = 5;

    private final MigrationContext context;
    private int copies;
    private boolean copying;
    private Optional<Instant> lostAt = Optional.empty();

    CopyAttempts(MigrationContext context) {
        this.context = context;
    }

    /**
     * @param attempt is given what to call when rows begin to flow
     * @throws RuntimeException what broke the last attempt
     */
    void run(Consumer<Runnable> attempt) {
        while (!succeeds(attempt)) {
            context.report(new Progress(Messages.text("copy.copy-attempts.a-server-went-away-the"), 0, 0, "bytes"));
            context.pause(Outage.RETRY);
        }
    }

    private boolean succeeds(Consumer<Runnable> attempt) {
        copying = false;
        try {
            attempt.accept(() -> copying = true);
            return true;
        } catch (RuntimeException e) {
            if (copying) {
                copies++;
                lostAt = Optional.of(context.clock().instant());
            }
            if (!isLoss(e) || copies > MOST || isTooLate()) {
                throw e;
            }
            return false;
        }
    }

    /** A server that was away from the start is told of at once. */
    private boolean isTooLate() {
        return lostAt.isEmpty()
                || lostAt.get().plus(Outage.PATIENCE).isBefore(context.clock().instant());
    }

    private static boolean isLoss(RuntimeException e) {
        return e instanceof SnapshotLostException
                || (e instanceof DatabaseException lost && lost.state().isConnectionLoss());
    }
}
