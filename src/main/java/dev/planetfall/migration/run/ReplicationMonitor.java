package dev.planetfall.migration.run;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.HistoryStretch;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.ReplicationEvent.HistoryMeasured;
import dev.planetfall.migration.ReplicationEvent.MeasurementFailed;
import dev.planetfall.migration.ReplicationEvent.ReplicationMeasured;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.copy.ReplicationProbe;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Session;
import java.time.Duration;
import java.util.Optional;

/**
 * Measures replication every five seconds and tells what it finds; the tables twice as often while rows are copied, and once more
 * whenever it is called. Keeps one session open on each server; when one breaks it says so and tries again, for as long as it takes.
 */
final class ReplicationMonitor {
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(2);

    /** Compiling a query over thousands of tables takes longer than running it. */
    private static final String NO_COMPILING = "SET jit = off";

    private final RunContext context;
    private final Duration halfPeriod;

    ReplicationMonitor(RunContext context) {
        this(context, PERIOD);
    }

    ReplicationMonitor(RunContext context, Duration period) {
        this.context = context;
        halfPeriod = period.dividedBy(2);
    }

    /** @throws dev.planetfall.migration.MigrationCancelledException at last */
    void watch() {
        while (true) {
            watchUntilBroken();
            context.pause(RETRY);
        }
    }

    private void watchUntilBroken() {
        try {
            MigrationContext direction = context.flowing();
            direction
                    .source()
                    .useSession(source -> direction.target().useSession(target -> measure(direction, source, target)));
        } catch (DatabaseException e) {
            context.throwIfCancelled();
            context.report(new MeasurementFailed(
                    context.clock().instant(),
                    Messages.text("run.replication-monitor.replication-could-not-be-measured", e.getMessage())));
        }
    }

    private boolean isTheSame(MigrationContext direction) {
        return context.state().publisher() == direction.actual(Side.SOURCE);
    }

    private void measure(MigrationContext direction, Session source, Session target) {
        source.execute(Measuring.PATIENCE);
        target.execute(Measuring.PATIENCE);
        target.execute(NO_COMPILING);
        ReplicationProbe probe = new ReplicationProbe(direction.plan(), context.clock());
        Optional<ReplicationStatus> before = Optional.empty();
        while (isTheSame(direction)) {
            context.looked();
            Optional<ReplicationStatus> now = probe.measure(source, target).filter(status -> isTheSame(direction));
            tell(now, before);
            before = now;
            if (!context.rest(halfPeriod)) {
                now.filter(status -> !isCopied(status))
                        .flatMap(status -> probe.refresh(status, source, target))
                        .ifPresent(this::tell);
                context.rest(halfPeriod);
            }
        }
    }

    private void tell(Optional<ReplicationStatus> now, Optional<ReplicationStatus> before) {
        now.ifPresent(status -> {
            tell(status);
            context.report(new HistoryMeasured(status.at(), HistoryStretch.of(status, before)));
        });
    }

    private void tell(ReplicationStatus status) {
        context.report(new ReplicationMeasured(status.at(), status));
    }

    private static boolean isCopied(ReplicationStatus status) {
        return status.allTablesLive();
    }
}
