package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CutoverEvent.Drained;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.migration.copy.DrainProof;
import dev.planetfall.migration.copy.ReplicationProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Waits, with writes frozen, until the target is proven to hold everything. */
final class DrainStep implements Step {
    /** Writers wait, so what can never arrive is not waited for. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /** A cut connection counts as an error once, and heals. */
    private static final long A_CUT = 1;

    @Override
    public String id() {
        return "drain";
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
        return Messages.text("step.drain.wait-until-planetscale-has-applied");
    }

    /** A proof from before this freeze proves nothing. */
    @Override
    public boolean isDone(MigrationContext context) {
        return false;
    }

    @Override
    public void run(MigrationContext context) {
        refuseUncopied(tables(context));
        Instant begun = context.clock().instant();
        Duration patience = context.plan().drainTimeout();
        long errors = errors(context);
        while (DrainProof.await(context, BETWEEN_LOOKS).isEmpty()) {
            LostSlot.refuse(context);
            if (errors(context) > errors + A_CUT) {
                throw refused(context);
            }
            if (begun.plus(patience).isBefore(context.clock().instant())) {
                throw late(context, patience);
            }
        }
        Instant drained = context.clock().instant();
        context.report(new Drained(drained, Duration.between(begun, drained), context.actual(Side.SOURCE)));
    }

    @Override
    public void rehearse(MigrationContext context) {
        refuseUncopied(tables(context));
        Duration patience = context.plan().drainTimeout();
        if (DrainProof.await(context, patience).isEmpty()) {
            throw late(context, patience);
        }
    }

    @Override
    public void undo(MigrationContext context) {
        // Waiting changed nothing.
    }

    private static long errors(MigrationContext context) {
        ReplicationProbe probe = new ReplicationProbe(context.plan(), context.clock());
        return context.target().withReadOnlySession(probe::errors);
    }

    private static StepFailedException refused(MigrationContext context) {
        String follower = context.actual(Side.TARGET).named();
        return new StepFailedException(
                Messages.text(
                        "step.drain.refuses-one-of-the-last",
                        context.actual(Side.TARGET).first()),
                Messages.text("step.drain.the-server-log-on-names", follower, context.again()));
    }

    private static StepFailedException late(MigrationContext context, Duration patience) {
        return new StepFailedException(
                Messages.text(
                        "step.drain.had-not-applied-everything-after",
                        context.actual(Side.TARGET).first(),
                        patience.toSeconds()),
                Messages.text("step.drain.look-at-the-lag-on", context.again()));
    }

    private static List<TableCopy> tables(MigrationContext context) {
        ReplicationProbe probe = new ReplicationProbe(context.plan(), context.clock());
        return context.source()
                .withSession(source -> context.target().withSession(target -> probe.tables(source, target)));
    }

    private static void refuseUncopied(List<TableCopy> tables) {
        long waiting = tables.stream()
                .filter(table -> table.state() != TableCopy.State.READY)
                .count();
        if (tables.isEmpty() || waiting > 0) {
            throw new StepFailedException(
                    tables.isEmpty()
                            ? Messages.text("step.drain.there-is-no-subscription-for")
                            : Messages.text("step.drain.tables-are-not-copied-yet", waiting),
                    Messages.text("step.drain.finish-the-replicate-page-first"));
        }
    }
}
