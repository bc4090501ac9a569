package dev.planetfall.migration.copy;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Lsn;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.ReplicationSlot;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Replication from the subscriber of a context back to its publisher, so that the one can take the other's place and nothing written
 * afterwards is lost. It is made while writers still write and rests until they are stopped and everything has arrived; then its slot
 * is moved past all that has come from the publisher, and it is let go. Of both directions never more than one runs: rows would
 * come back to where they were written.
 */
public final class ReturnReplication {
    private static final int KNOWS_ORIGINS = 16;
    private static final int KNOWS_FAILOVER = 17;

    private ReturnReplication() {}

    /**
     * Makes everything, at rest. What an earlier attempt left is made anew: its slot would keep log that nobody needs.
     *
     * @throws StepFailedException with the reason when it cannot be made
     */
    public static void prepare(MigrationContext context) {
        MigrationContext back = context.reversed();
        ReturnObstacles.of(context).stream().findFirst().ifPresent(obstacle -> {
            throw new StepFailedException(
                    Messages.text("copy.return-replication.no-writer-was-stopped-because-there", obstacle.sentence()),
                    Messages.text("copy.return-replication.or-cut-over-without-a", obstacle.advice()));
        });
        dismantle(context);
        context.source()
                .useSession(session -> MarkerTable.addRow(session, back.plan().id()));
        List<QualifiedName> tables = ReturnTables.of(context);
        boolean failover = back.source().withSession(publisher -> {
            publish(back, publisher, tables);
            return makeSlot(back, publisher, back.plan().drainTimeout());
        });
        Subscription.createAtRest(back, failover);
    }

    /**
     * Lets the other direction rest and this one run. Right only while nobody writes to either server and the subscriber has
     * everything.
     */
    public static void switchOver(MigrationContext context) {
        MigrationContext back = context.reversed();
        Subscription.setEnabled(context, false);
        back.source().useSession(publisher -> skipWhatCameFromThere(back, publisher));
        Subscription.setEnabled(back, true);
    }

    /** Takes {@link #switchOver} back, whether it happened or not: only the first direction runs. */
    public static void switchBack(MigrationContext context) {
        MigrationContext back = context.reversed();
        if (Subscription.exists(back)) {
            Subscription.setEnabled(back, false);
        }
        if (Subscription.exists(context)) {
            Subscription.setEnabled(context, true);
        }
    }

    /** Whether anything of it is on either server. */
    public static boolean exists(MigrationContext context) {
        MigrationContext back = context.reversed();
        return Subscription.exists(back)
                || Publication.exists(back)
                || back.source()
                        .withReadOnlySession(session ->
                                new Catalog(session).slot(back.plan().names().slot()))
                        .isPresent();
    }

    /** Removes what there is of it from both servers. */
    public static void dismantle(MigrationContext context) {
        MigrationContext back = context.reversed();
        Subscription.drop(back);
        Publication.drop(back);
    }

    /** Somebody who holds a lock on a table is not waited for: writers still write, and one can try again. */
    private static void publish(MigrationContext back, Session publisher, List<QualifiedName> tables) {
        publisher.execute("SET lock_timeout = '10s'");
        try {
            Publication.send(back, publisher, tables);
        } catch (DatabaseException e) {
            if (e.state().equals(SqlState.LOCK_NOT_AVAILABLE)) {
                throw new StepFailedException(
                        Messages.text("copy.return-replication.no-writer-was-stopped-because", on(back)),
                        Messages.text(
                                "copy.return-replication.wait-until-that-transaction-has",
                                back.reversed().again()),
                        e);
            }
            throw e;
        }
    }

    /**
     * A slot begins when all transactions that were running have ended.
     *
     * @param patience with those
     * @return whether it survives a failover of PlanetScale, whose servers stand in for each other
     */
    private static boolean makeSlot(MigrationContext back, Session publisher, Duration patience) {
        boolean failover = back.actual(Side.SOURCE) == Side.TARGET
                && new Catalog(publisher).version().isAtLeast(KNOWS_FAILOVER);
        String options = failover ? ", false, false, true" : "";
        publisher.execute("SET statement_timeout = " + patience.toMillis());
        try {
            publisher.query(
                    "SELECT slot_name FROM pg_create_logical_replication_slot(?, 'pgoutput'" + options + ")",
                    row -> row.text("slot_name"),
                    back.plan().names().slot());
            return failover;
        } catch (DatabaseException e) {
            if (e.state().equals(SqlState.QUERY_CANCELED)) {
                back.throwIfCancelled();
                throw new StepFailedException(
                        Messages.text(
                                back.actual(Side.SOURCE) == Side.TARGET
                                        ? "copy.return-replication.a-transaction-on-has-been"
                                        : "copy.return-replication.a-transaction-on-has-been-open",
                                on(back)),
                        Messages.text("copy.return-replication.end-it-there-then-try"),
                        e);
            }
            throw e;
        }
    }

    /**
     * The marker is committed so that the log is flushed up to it: what was applied here is in the log before it, but the server
     * does not hurry to flush that. A slot cannot be moved beyond.
     *
     * <p>That a slot was moved reaches the disk with the next checkpoint only, so that a crash can take it back. Where the rows that
     * would be sent again are not filtered by their origin, the slot is made anew instead: that reaches the disk at once, and while
     * nobody writes there is no transaction to wait for.
     *
     * @see <a href="https://www.postgresql.org/docs/current/functions-admin.html">pg_replication_slot_advance</a>
     */
    private static void skipWhatCameFromThere(MigrationContext back, Session publisher) {
        ReplicationNames names = back.plan().names();
        boolean marked = MarkerTable.write(publisher, back.plan().id()).isPresent();
        Lsn end = new Catalog(publisher).currentLsn();
        if (isFiltered(back, publisher)) {
            requireSlot(back, publisher);
            publisher.query(
                    "SELECT end_lsn::text AS reached FROM pg_replication_slot_advance(?, ?::pg_lsn)",
                    row -> row.text("reached"),
                    names.slot(),
                    end.toString());
        } else {
            SlotRemoval.drop(publisher, List.of(names.slot().name()));
            // Half of the time, so that who waits for it in vain is told why and not that the time is over.
            makeSlot(back, publisher, back.plan().drainTimeout().dividedBy(2));
        }
        Optional<Lsn> reached = new Catalog(publisher).slot(names.slot()).flatMap(ReplicationSlot::confirmedFlush);
        if (!marked || reached.filter(lsn -> lsn.isAtLeast(end)).isEmpty()) {
            throw new StepFailedException(
                    Messages.text(
                            "copy.return-replication.the-way-back-could-not",
                            back.actual(Side.TARGET).named()),
                    Messages.text("copy.return-replication.cut-over-again-if-this"));
        }
    }

    private static void requireSlot(MigrationContext back, Session publisher) {
        if (new Catalog(publisher).slot(back.plan().names().slot()).isEmpty()) {
            throw new StepFailedException(
                    Messages.text("copy.return-replication.the-replication-slot-that-was", on(back)),
                    Messages.text("copy.return-replication.nothing-was-handed-over-cut"));
        }
    }

    /** See {@link SubscriptionSettings#withoutReplicatedRows}; both servers must know of origins. */
    private static boolean isFiltered(MigrationContext back, Session publisher) {
        return back.actual(Side.SOURCE) == Side.TARGET
                && new Catalog(publisher).version().isAtLeast(KNOWS_ORIGINS)
                && back.target()
                        .withReadOnlySession(session -> new Catalog(session).version())
                        .isAtLeast(KNOWS_ORIGINS);
    }

    private static String on(MigrationContext back) {
        return back.actual(Side.SOURCE).named();
    }
}
