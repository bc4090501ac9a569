package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CutoverCondition;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.copy.ReplicationProbe;
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

    private static final String UNHARMED = Messages.text("step.check-replication.no-writer-was-stopped-because");

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
        return Messages.text("step.check-replication.look-whether-replication-keeps-up");
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
            refuseStandstill(context, now, first);
            List<CutoverCondition> conditions = CutoverCondition.ofReplication(now, context.actual(Side.TARGET));
            if (CutoverCondition.allReady(conditions) && isSeenSince(begun, now, context)) {
                return;
            }
            LostSlot.refuse(context);
            if (context.clock().instant().isAfter(giveUp)) {
                throw notReady(context, conditions);
            }
            context.pause(POLL);
            now = measure(context, probe);
        }
    }

    @Override
    public void rehearse(MigrationContext context) {
        run(context);
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
        return context.source()
                .withSession(source -> context.target().withSession(target -> probe.measure(source, target)))
                .orElseThrow(() -> new StepFailedException(
                        Messages.text(
                                "step.check-replication.has-no-subscription-for-this", UNHARMED + follower(context)),
                        Messages.text("step.check-replication.finish-the-replicate-page-first")));
    }

    private static void refuseStandstill(MigrationContext context, ReplicationStatus now, ReplicationStatus first) {
        if (now.errors() > first.errors() + A_CUT) {
            throw new StepFailedException(
                    Messages.text("step.check-replication.refuses-a-change-and-tries", UNHARMED + follower(context)),
                    Messages.text(
                            "step.check-replication.the-server-log-on-names", follower(context), context.again()));
        }
        if (!now.enabled()) {
            throw new StepFailedException(
                    Messages.text(
                            "step.check-replication.the-subscription-on-is-disabled", UNHARMED, follower(context)),
                    context.actual(Side.TARGET) == Side.TARGET
                            ? Messages.text("step.check-replication.run-replicate-again-which-enables")
                            : Messages.text(
                                    "step.check-replication.enable-it-there-with-alter",
                                    context.plan().names().subscription().quoted()));
        }
    }

    private static String follower(MigrationContext context) {
        return context.actual(Side.TARGET).named();
    }

    private static StepFailedException notReady(MigrationContext context, List<CutoverCondition> conditions) {
        return new StepFailedException(
                Messages.text(
                        "step.check-replication.replication-is-not-ready",
                        UNHARMED,
                        conditions.stream()
                                .filter(condition -> condition.standing() == CutoverCondition.Standing.BLOCKED)
                                .map(condition -> condition.title() + ": " + condition.detail() + ".")
                                .collect(Collectors.joining(" "))),
                Messages.text("step.check-replication.look-at-the-lag-and", follower(context)));
    }
}
