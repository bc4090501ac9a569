package dev.planetfall.migration.step;

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
        return "Wait until PlanetScale has applied everything";
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
                context.actual(Side.TARGET).first() + " refuses one of the last changes and tries it again and again.",
                "The server log on " + follower
                        + " names the table and the row. Mend it there: replication then goes on by itself."
                        + " Then " + context.again() + ".");
    }

    private static StepFailedException late(MigrationContext context, Duration patience) {
        return new StepFailedException(
                context.actual(Side.TARGET).first() + " had not applied everything after " + patience.toSeconds()
                        + " s.",
                "Look at the lag on the Replicate page, wait until it is small, then " + context.again() + ".");
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
                            ? "There is no subscription for this migration."
                            : waiting + " tables are not copied yet.",
                    "Finish the Replicate page first.");
        }
    }
}
