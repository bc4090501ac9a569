package dev.planetfall.migration.run;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.ReplicationEvent.MeasurementFailed;
import dev.planetfall.migration.ReplicationEvent.ReplicationMeasured;
import dev.planetfall.migration.copy.ReplicationProbe;
import dev.planetfall.migration.copy.SourceSession;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Session;
import java.time.Duration;

/**
 * Measures replication every two seconds and tells what it finds. Keeps one session open on each server; when one breaks it
 * says so and tries again, for as long as it takes.
 */
final class ReplicationMonitor {
    private static final Duration PERIOD = Duration.ofSeconds(2);

    /** A measurement that waits is no measurement. */
    private static final String PATIENCE = "SET statement_timeout = '10s'; SET lock_timeout = '2s'";

    private final MigrationContext context;

    ReplicationMonitor(MigrationContext context) {
        this.context = context;
    }

    /** @throws dev.planetfall.migration.MigrationCancelledException at last */
    void watch() {
        while (true) {
            watchUntilBroken();
            context.pause(PERIOD);
        }
    }

    private void watchUntilBroken() {
        try {
            SourceSession.use(context, source -> context.target().useSession(target -> measureForever(source, target)));
        } catch (DatabaseException e) {
            context.throwIfCancelled();
            context.report(new MeasurementFailed(
                    context.clock().instant(), "Replication could not be measured: " + e.getMessage()));
        }
    }

    private void measureForever(Session source, Session target) {
        source.execute(PATIENCE);
        target.execute(PATIENCE);
        ReplicationProbe probe = new ReplicationProbe(context.plan(), context.clock());
        while (true) {
            probe.measure(source, target)
                    .ifPresent(status -> context.report(new ReplicationMeasured(status.at(), status)));
            context.pause(PERIOD);
        }
    }
}
