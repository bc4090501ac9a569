package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.LastComparison;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.Verification;
import dev.planetfall.migration.VerificationEvent.TablesCompared;
import dev.planetfall.migration.verify.CaughtUp;
import dev.planetfall.migration.verify.RowComparison;
import dev.planetfall.migration.verify.RowCounts;

/**
 * Compares every row of every table on both servers while nobody writes: the proof that nothing was lost. Where writers were not to be
 * stopped it proves nothing, and what differs is told only.
 */
final class CompareFrozenRowsStep implements Step {
    private static final int NAMES_IN_A_SENTENCE = 5;

    @Override
    public String id() {
        return "compare-frozen-rows";
    }

    @Override
    public Phase phase() {
        return Phase.CUTOVER;
    }

    @Override
    public String title() {
        return Messages.text("step.compare-frozen-rows.compare-the-rows-of-both");
    }

    /** Only a comparison after this drain proves anything. Without the wish for one there is nothing to do. */
    @Override
    public boolean isDone(MigrationContext context) {
        return context.plan().lastComparison() == LastComparison.NOTHING;
    }

    @Override
    public void run(MigrationContext context) {
        boolean frozen = context.plan().method().stopsWriters();
        Verification verification =
                frozen ? whileFrozen(context) : RowComparison.whileWritesGoOn(context, CaughtUp.AT_ONCE);
        context.report(new TablesCompared(context.clock().instant(), verification));
        if (frozen && verification.count(Verdict.DIFFERS) > 0) {
            String names = Listing.of(
                    verification.tables().stream()
                            .filter(table -> table.verdict() == Verdict.DIFFERS)
                            .map(TableComparison::table)
                            .toList(),
                    NAMES_IN_A_SENTENCE);
            throw new StepFailedException(
                    Messages.plural(
                            "step.compare-frozen-rows.tables-do-not-have-the",
                            verification.count(Verdict.DIFFERS),
                            names),
                    Messages.text("step.compare-frozen-rows.do-not-move-the-application"));
        }
    }

    private static Verification whileFrozen(MigrationContext context) {
        return context.plan().lastComparison() == LastComparison.COUNTS
                ? RowCounts.whileFrozen(context)
                : RowComparison.whileFrozen(context);
    }

    @Override
    public void rehearse(MigrationContext context) {
        if (context.plan().lastComparison() == LastComparison.COUNTS) {
            RowCounts.whileFrozen(context);
        }
    }

    @Override
    public void undo(MigrationContext context) {
        // Comparing changed nothing.
    }
}
