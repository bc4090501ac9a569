package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CutoverEvent.FreezeBegun;
import dev.planetfall.migration.CutoverEvent.WritersGone;
import dev.planetfall.migration.Failure;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.freeze.FreezeGuard;
import dev.planetfall.migration.freeze.FreezeProof;
import dev.planetfall.migration.freeze.FreezeRight;
import dev.planetfall.migration.freeze.WriteFreeze;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.SqlState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Stops every writer on the source. What it does is undone by itself when the cutover does not succeed. */
final class FreezeWritesStep implements Step {
    private static final Duration POLL = Duration.ofMillis(5);

    private final boolean limited;

    /** @param limited whether writers are let on again by themselves when the rest of the work takes too long */
    FreezeWritesStep(boolean limited) {
        this.limited = limited;
    }

    @Override
    public String id() {
        return "freeze-writes";
    }

    @Override
    public Phase phase() {
        return Phase.CUTOVER;
    }

    @Override
    public boolean serves(Method method) {
        return method.stopsWriters();
    }

    @Override
    public String title() {
        return Messages.text("step.freeze-writes.stop-writes-on-the-source");
    }

    /** A freeze left by an earlier run says nothing about writers that slipped in since: it is made and proven anew. */
    @Override
    public boolean isDone(MigrationContext context) {
        return false;
    }

    @Override
    public void run(MigrationContext context) {
        refusePrepared(context);
        List<String> lifting = WriteFreeze.lifting(context);
        if (limited) {
            FreezeGuard.post(context, context.plan().drainTimeout(), lifting);
        }
        Instant begun = context.clock().instant();
        if (limited) {
            context.limit(context.plan().drainTimeout(), tooLong(context));
        }
        context.report(new FreezeBegun(begun, context.actual(Side.SOURCE), lifting));
        WriteFreeze.Imposed imposed = rightly(context, () -> WriteFreeze.impose(context));
        Instant giveUp = begun.plus(context.plan().drainTimeout());
        while (endWriters(context, imposed) > 0) {
            if (context.clock().instant().isAfter(giveUp)) {
                throw new StepFailedException(
                        Messages.text(
                                "step.freeze-writes.some-sessions-on-could-not",
                                context.actual(Side.SOURCE).on(),
                                context.plan().drainTimeout().toSeconds()),
                        Messages.text("step.freeze-writes.stop-the-application-or-let"));
            }
            context.pause(POLL);
        }
        context.report(new WritersGone(
                context.clock().instant(), begun, context.actual(Side.SOURCE), FreezeProof.tuples(context)));
    }

    @Override
    public void rehearse(MigrationContext context) {
        refusePrepared(context);
        rightly(context, () -> WriteFreeze.rehearse(context));
    }

    @Override
    public void undo(MigrationContext context) {
        WriteFreeze.lift(context);
        if (limited) {
            FreezeGuard.end(context);
        }
    }

    private static Failure tooLong(MigrationContext context) {
        return new Failure(
                Messages.text(
                        "step.freeze-writes.writes-on-had-been-stopped",
                        context.actual(Side.SOURCE).named(),
                        context.plan().drainTimeout().toSeconds()),
                Messages.text("step.freeze-writes.they-are-allowed-again-and"));
    }

    private static String name(MigrationContext context) {
        return context.actual(Side.SOURCE).first();
    }

    private static int endWriters(MigrationContext context, WriteFreeze.Imposed imposed) {
        try {
            return WriteFreeze.endWriters(context, imposed);
        } catch (DatabaseException e) {
            if (e.state().equals(SqlState.INSUFFICIENT_PRIVILEGE)) {
                throw new StepFailedException(
                        Messages.text(
                                "step.freeze-writes.did-not-let-role-end",
                                name(context),
                                context.plan().source().user()),
                        Messages.text(
                                "step.freeze-writes.stop-the-programs-that-use",
                                context.plan().source().user()),
                        e);
            }
            throw e;
        }
    }

    private static <T> T rightly(MigrationContext context, Supplier<T> imposing) {
        try {
            return imposing.get();
        } catch (DatabaseException e) {
            if (e.state().equals(SqlState.INSUFFICIENT_PRIVILEGE)) {
                FreezeRight right = context.source().withReadOnlySession(FreezeRight::of);
                throw new StepFailedException(
                        Messages.text(
                                "step.freeze-writes.did-not-let-role-stop",
                                name(context),
                                right.role(),
                                right.reason()),
                        Messages.text("step.freeze-writes.then-run-this-again", right.advice()),
                        e);
            }
            throw e;
        }
    }

    private static void refusePrepared(MigrationContext context) {
        List<String> prepared = WriteFreeze.preparedTransactions(context);
        if (!prepared.isEmpty()) {
            throw new StepFailedException(
                    Messages.text(
                            "step.freeze-writes.has-prepared-transactions-that-may",
                            name(context),
                            String.join(", ", prepared)),
                    Messages.text("step.freeze-writes.commit-or-roll-back-each"));
        }
    }
}
