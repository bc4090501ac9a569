package dev.planetfall.migration.step;

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
        return "Stop writes on the source";
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
                        "Some sessions on " + context.actual(Side.SOURCE).named() + " could not be stopped in "
                                + context.plan().drainTimeout().toSeconds() + " s.",
                        "Stop the application, or let a role run this that may end its sessions.");
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
                "Writes on " + context.actual(Side.SOURCE).named() + " had been stopped for "
                        + context.plan().drainTimeout().toSeconds() + " s, and this was not done.",
                "They are allowed again, and nothing was lost. Look below what took so long; compare less while writes are stopped,"
                        + " or allow more time.");
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
                        name(context) + " did not let role "
                                + context.plan().source().user()
                                + " end sessions of other roles, which may still write.",
                        "Stop the programs that use them, or let an administrator there run GRANT pg_signal_backend,"
                                + " pg_read_all_stats TO "
                                + context.plan().source().user() + ". Then run this again.",
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
                        name(context) + " did not let role " + right.role() + " stop writers: " + right.reason() + ".",
                        right.advice() + " Then run this again.",
                        e);
            }
            throw e;
        }
    }

    private static void refusePrepared(MigrationContext context) {
        List<String> prepared = WriteFreeze.preparedTransactions(context);
        if (!prepared.isEmpty()) {
            throw new StepFailedException(
                    name(context) + " has prepared transactions that may still write: " + String.join(", ", prepared)
                            + ".",
                    "Commit or roll back each of them, then run this again.");
        }
    }
}
