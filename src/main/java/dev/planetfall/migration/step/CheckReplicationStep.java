package dev.planetfall.migration.step;

import dev.planetfall.migration.CutoverCondition;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.copy.ReplicationProbe;
import dev.planetfall.migration.copy.SourceSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Refuses to cut over while the last changes would be waited for in vain: a change that the target refuses is found while
 * writers still write, and not after they were stopped.
 */
final class CheckReplicationStep implements Step {
    private static final Duration POLL = Duration.ofMillis(500);
    /** A cut connection counts as an error once, and heals. */
    private static final long A_CUT = 1;

    private static final String UNHARMED = "No writer was stopped, because ";

    @Override
    public String id() {
        return "check-replication";
    }

    @Override
    public Phase phase() {
        return Phase.CUTOVER;
    }

    @Override
    public boolean serves(Method method) {
        return method.replicates();
    }

    @Override
    public String title() {
        return "Look whether replication keeps up";
    }

    /** It may have stopped a moment ago. */
    @Override
    public boolean isDone(MigrationContext context) {
        return false;
    }

    /** Waits for what is only a moment behind, as long as for the last changes. */
    @Override
    public void run(MigrationContext context) {
        ReplicationProbe probe = new ReplicationProbe(context.plan(), context.clock());
        Instant begun = context.clock().instant();
        ReplicationStatus first = measure(context, probe);
        ReplicationStatus now = first;
        Instant giveUp = begun.plus(context.plan().drainTimeout());
        while (true) {
            refuseStandstill(now, first);
            List<CutoverCondition> conditions = CutoverCondition.ofReplication(now);
            if (CutoverCondition.allReady(conditions) && isSeenSince(begun, now, context)) {
                return;
            }
            if (context.clock().instant().isAfter(giveUp)) {
                throw notReady(conditions);
            }
            context.pause(POLL);
            now = measure(context, probe);
        }
    }

    @Override
    public void undo(MigrationContext context) {
        // Nothing was changed.
    }

    /** Whether PlanetScale has a heartbeat that was written meanwhile; an older one says nothing of a change refused since. */
    private static boolean isSeenSince(Instant begun, ReplicationStatus now, MigrationContext context) {
        Duration elapsed = Duration.between(begun, context.clock().instant());
        return now.lagTime().filter(lag -> lag.compareTo(elapsed) < 0).isPresent();
    }

    private static ReplicationStatus measure(MigrationContext context, ReplicationProbe probe) {
        return SourceSession.ask(
                        context, source -> context.target().withSession(target -> probe.measure(source, target)))
                .orElseThrow(() -> new StepFailedException(
                        UNHARMED + "PlanetScale has no subscription for this migration.",
                        "Finish the Replicate page first."));
    }

    private static void refuseStandstill(ReplicationStatus now, ReplicationStatus first) {
        if (now.errors() > first.errors() + A_CUT) {
            throw new StepFailedException(
                    UNHARMED + "PlanetScale refuses a change and tries it again and again.",
                    "The server log on PlanetScale names the table and the row. Mend it there: replication then goes on by"
                            + " itself. Then cut over again.");
        }
        if (!now.enabled()) {
            throw new StepFailedException(
                    UNHARMED + "the subscription on PlanetScale is disabled.",
                    "Run Replicate again, which enables it and goes on where it stopped. Then cut over again.");
        }
    }

    private static StepFailedException notReady(List<CutoverCondition> conditions) {
        return new StepFailedException(
                UNHARMED + "replication is not ready. "
                        + conditions.stream()
                                .filter(condition -> condition.standing() == CutoverCondition.Standing.BLOCKED)
                                .map(condition -> condition.title() + ": " + condition.detail() + ".")
                                .collect(Collectors.joining(" ")),
                "Look at the Replicate page and wait until it has caught up, then cut over again. If it never does,"
                        + " PlanetScale may refuse a change: its server log then names the table and the row.");
    }
}
