package dev.planetfall.migration.verify;

import dev.planetfall.migration.ComparedPart;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.RowDifferences;
import dev.planetfall.migration.Side;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Compares a table range by range of its key, and finds the rows that differ. It can be gone on with in other sessions when
 * those it had were lost. Used by one thread.
 */
final class KeyedComparison {
    private final ComparedTable table;
    private final Both<KeyedRows> rows;
    private final Suspects suspects;
    private final Settlement settlement;
    private final KeyWalk walk;
    private Both<Tally> totals = new Both<>(Tally.NONE, Tally.NONE);
    private Optional<KeyRange> current = Optional.empty();
    private Optional<List<String>> reached = Optional.empty();
    private Told told;
    private boolean walked;

    /** @param done what was compared earlier and need not be compared again */
    KeyedComparison(
            MigrationContext context,
            ComparedTable table,
            RowForm form,
            CaughtUp caughtUp,
            int proofs,
            Optional<ComparedPart> done) {
        this.table = table;
        rows = new Both<>(new KeyedRows(table, Side.SOURCE, form), new KeyedRows(table, Side.TARGET, form));
        suspects = new Suspects(rows);
        settlement = new Settlement(context, caughtUp, proofs, table, rows);
        walk = new KeyWalk(
                rows.source(),
                done.map(part -> KeyRange.EVERYTHING.from(part.upTo())).orElse(KeyRange.EVERYTHING));
        done.ifPresent(part -> {
            suspects.add(part.suspects(), part.complete());
            totals = new Both<>(
                    new Tally(part.sourceRows(), BigInteger.ZERO), new Tally(part.targetRows(), BigInteger.ZERO));
        });
        told = new Told(totals, suspects.keys().size());
    }

    /** What was compared since this was asked last. Empty when nothing was, and when nothing is left to go on with. */
    Optional<ComparedPart> news() {
        Optional<ComparedPart> part = reached.map(upTo -> new ComparedPart(
                table.name(),
                table.key(),
                upTo,
                totals.source().rows() - told.totals().source().rows(),
                totals.target().rows() - told.totals().target().rows(),
                suspects.keys().subList(told.suspects(), suspects.keys().size()),
                suspects.isComplete()));
        told = new Told(totals, suspects.keys().size());
        reached = Optional.empty();
        return part;
    }

    /**
     * Goes on to the end.
     *
     * @param between asked before each range, with the number of rows compared so far; may wait or throw
     */
    void goOn(TwoSessions sessions, LongConsumer between) {
        while (!walked) {
            between.accept(totals.source().rows());
            current = current.or(() -> walk.next(sessions.source()));
            current.ifPresentOrElse(range -> compare(sessions, range), () -> walked = true);
            current = Optional.empty();
        }
        settlement.settle(sessions, suspects.keys());
    }

    private void compare(TwoSessions sessions, KeyRange range) {
        long begun = System.nanoTime();
        Both<Tally> tallies = suspects.tally(sessions, range);
        walk.took(Duration.ofNanos(System.nanoTime() - begun));
        if (!tallies.areEqual()) {
            suspects.lookInto(sessions, range, tallies);
        }
        totals = new Both<>(
                totals.source().plus(tallies.source()), totals.target().plus(tallies.target()));
        reached = range.upTo();
    }

    /** After {@link #goOn}. */
    ComparedRows result(TwoSessions sessions) {
        List<List<String>> keys = suspects.keys();
        return new ComparedRows(
                totals,
                new RowDifferences(table.key(), settlement.differences(sessions, keys), suspects.isComplete()),
                settlement.unsettled());
    }

    /** How far {@link #news} was asked for. */
    private record Told(Both<Tally> totals, int suspects) {}
}
