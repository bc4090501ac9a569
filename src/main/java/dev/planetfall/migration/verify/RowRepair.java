package dev.planetfall.migration.verify;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Repair;
import dev.planetfall.migration.RowDifference;
import dev.planetfall.migration.RowDifferences;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.VerificationEvent.RowsRepaired;
import dev.planetfall.migration.verify.KeyedRows.RowVersion;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Lsn;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Puts the rows of one table right that a comparison found to differ.
 *
 * <p>A row is read on both servers; then the target catches up with the source and stands still; then it is read once more. A row
 * of which the source has the same version both times was not written in between, so all changes of it are applied, and none
 * is on its way: copying it can neither undo a later change nor be undone by an earlier one. Likewise a row that only the target
 * has, and had before, follows from nothing that the source is still to send. Every other row is left alone for now.
 */
public final class RowRepair {
    private static final int PROOFS = 2;
    private static final String PATIENCE = "SET lock_timeout = '5s'";

    private final MigrationContext context;
    private final TableComparison known;
    private final boolean deletesExtra;
    private final Standstill standstill;
    private final ComparedTable table;
    private final Both<KeyedRows> rows;

    private RowRepair(
            MigrationContext context,
            TableComparison known,
            boolean deletesExtra,
            Standstill standstill,
            Ground ground) {
        this.context = context;
        this.known = known;
        this.deletesExtra = deletesExtra;
        this.standstill = standstill;
        this.table = repairable(ground, known);
        this.rows = new Both<>(
                new KeyedRows(table, Side.SOURCE, ground.form()), new KeyedRows(table, Side.TARGET, ground.form()));
    }

    /**
     * Repairs the rows that were located, compares them again and tells what came of it.
     *
     * @param deletesExtra whether rows that only the target has are deleted; otherwise they are left
     * @throws StepFailedException when nothing was changed, with the reason
     */
    public static RowsRepaired of(
            MigrationContext context,
            TableComparison known,
            boolean deletesExtra,
            Standstill standstill,
            CaughtUp caughtUp) {
        Ground ground = Ground.explore(context);
        RowRepair repair = new RowRepair(context, known, deletesExtra, standstill, ground);
        ExecutorService beside = Executors.newSingleThreadExecutor();
        try {
            return context.source()
                    .withSession(source -> context.target().withSession(target -> {
                        ground.prepare(source);
                        ground.prepare(target);
                        return repair.run(new TwoSessions(source, target, beside), caughtUp);
                    }));
        } finally {
            beside.shutdown();
        }
    }

    private static ComparedTable repairable(Ground ground, TableComparison known) {
        QualifiedName name = known.table();
        if (known.differences().keyColumns().isEmpty()) {
            throw new StepFailedException(
                    Messages.text("verify.row-repair.rows-of-a-table-without"),
                    Messages.text("verify.row-repair.take-replicate-back-and-run"));
        }
        if (!ground.isOn(Side.SOURCE, name) || !ground.isOn(Side.TARGET, name)) {
            throw new StepFailedException(
                    Messages.text("verify.row-repair.a-server-no-longer-has", name),
                    Messages.text("verify.row-repair.compare-all-rows-again"));
        }
        ComparedTable table = ground.table(name);
        if (table.problem().isPresent()
                || !table.key().equals(known.differences().keyColumns())) {
            throw new StepFailedException(
                    Messages.text("verify.row-repair.has-changed-since-its-rows", name),
                    Messages.text("verify.row-repair.compare-all-rows-again"));
        }
        return table;
    }

    private RowsRepaired run(TwoSessions sessions, CaughtUp caughtUp) {
        List<List<String>> keys =
                known.differences().rows().stream().map(RowDifference::key).toList();
        Both<Map<List<String>, RowVersion>> before = look(sessions, keys);
        Lsn position = standstill.begin();
        Repair repair;
        try {
            repair = atRest(sessions, keys, before, position);
        } finally {
            standstill.end();
        }
        Settlement settlement = new Settlement(context, caughtUp, PROOFS, table, rows);
        settlement.settle(sessions, keys);
        RowDifferences left = new RowDifferences(
                table.key(),
                settlement.differences(sessions, keys),
                known.differences().complete());
        return new RowsRepaired(
                context.clock().instant(), repair, RepairVerdict.of(known, repair, left, settlement.unsettled()));
    }

    private Repair atRest(
            TwoSessions sessions, List<List<String>> keys, Both<Map<List<String>, RowVersion>> before, Lsn position) {
        boolean asReplica = RestingTriggers.workAsReplica(sessions.target());
        sessions.target().execute(PATIENCE);
        try {
            return sessions.source().inTransaction(() -> {
                sessions.source().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
                return sessions.target().inTransaction(() -> {
                    sessions.target()
                            .execute("LOCK TABLE ONLY " + table.name().quoted() + " IN SHARE ROW EXCLUSIVE MODE");
                    SettledRows settled = new SettledRows(keys, before, look(sessions, keys));
                    return write(sessions, asReplica, settled, position);
                });
            });
        } catch (DatabaseException e) {
            throw new StepFailedException(
                    Messages.text("verify.row-repair.the-rows-of-could-not", table.name(), e.getMessage()),
                    advice(e.state()),
                    e);
        }
    }

    private static String advice(SqlState state) {
        if (state.isConnectionLoss()) {
            return Messages.text("verify.row-repair.compare-all-rows-again-to");
        }
        String nothing = Messages.text("verify.row-repair.nothing-was-changed-on-planetscale");
        if (state.equals(SqlState.FOREIGN_KEY_VIOLATION)) {
            return Messages.text("verify.row-repair.first-repair-the-other-table", nothing);
        }
        return state.equals(SqlState.UNIQUE_VIOLATION)
                ? Messages.text("verify.row-repair.another-row-there-holds-a", nothing)
                : nothing;
    }

    private Repair write(TwoSessions sessions, boolean asReplica, SettledRows settled, Lsn position) {
        List<List<String>> extra = deletesExtra ? settled.extra() : List.of();
        RestingTriggers triggers = RestingTriggers.of(sessions.target(), table.name(), asReplica);
        if (!asReplica) {
            refuseCascades(sessions, extra, settled.changed());
        }
        triggers.rest();
        // What was exact enough to be compared with an old server need not be all of a number.
        sessions.source().execute("SET LOCAL extra_float_digits = 3");
        RowReplacement replacement = new RowReplacement(table, sessions.source(), sessions.target());
        long deleted = inBatches(extra, replacement::delete);
        long updated = update(sessions, replacement, settled.changed(), asReplica);
        long inserted = inBatches(settled.missing(), replacement::insert);
        triggers.restore();
        return new Repair(table.name(), updated, inserted, deleted, position);
    }

    private void refuseCascades(TwoSessions sessions, List<List<String>> extra, List<List<String>> changed) {
        Cascades.refuseToDelete(sessions.target(), table, extra);
        Set<List<String>> updated = Set.copyOf(changed);
        Cascades.refuseToChange(
                sessions.target(),
                table,
                known.differences().rows().stream()
                        .filter(row -> updated.contains(row.key()))
                        .toList());
    }

    private long update(TwoSessions sessions, RowReplacement replacement, List<List<String>> keys, boolean asReplica) {
        sessions.target().execute("SAVEPOINT before_update");
        try {
            return inBatches(keys, replacement::update);
        } catch (DatabaseException e) {
            if (!e.state().equals(SqlState.UNIQUE_VIOLATION)) {
                throw e;
            }
            sessions.target().execute("ROLLBACK TO SAVEPOINT before_update");
            if (!asReplica && isReferred(sessions.target())) {
                throw e;
            }
            return replacement.replace(keys);
        }
    }

    private boolean isReferred(Session target) {
        return target.queryOne(
                "SELECT EXISTS (SELECT FROM pg_constraint WHERE contype = 'f' AND confrelid = ?::regclass) AS referred",
                row -> row.flag("referred"),
                table.name().quoted());
    }

    private long inBatches(List<List<String>> keys, ToLongFunction<List<List<String>>> work) {
        long done = 0;
        for (List<List<String>> batch : Settlement.batches(keys)) {
            context.throwIfCancelled();
            done += work.applyAsLong(batch);
        }
        return done;
    }

    private Both<Map<List<String>, RowVersion>> look(TwoSessions sessions, List<List<String>> keys) {
        return sessions.ask(
                session -> Settlement.inBatches(context, session, keys, rows.source()::versions),
                session -> Settlement.inBatches(context, session, keys, rows.target()::versions));
    }

    /** The rows of which nothing is on its way, by what has to be done with them. */
    private record SettledRows(
            List<List<String>> keys,
            Both<Map<List<String>, RowVersion>> before,
            Both<Map<List<String>, RowVersion>> now) {
        List<List<String>> changed() {
            return those(key -> isHere(key)
                    && isThere(key)
                    && now.source().get(key).hash() != now.target().get(key).hash());
        }

        List<List<String>> missing() {
            return those(key -> isHere(key) && !isThere(key));
        }

        List<List<String>> extra() {
            return those(key -> !isHere(key) && isThere(key));
        }

        private List<List<String>> those(Predicate<List<String>> which) {
            return keys.stream()
                    .filter(key -> Objects.equals(
                                    before.source().get(key), now.source().get(key))
                            && Objects.equals(
                                    before.target().get(key), now.target().get(key)))
                    .filter(which)
                    .toList();
        }

        private boolean isHere(List<String> key) {
            return now.source().containsKey(key);
        }

        private boolean isThere(List<String> key) {
            return now.target().containsKey(key);
        }
    }
}
