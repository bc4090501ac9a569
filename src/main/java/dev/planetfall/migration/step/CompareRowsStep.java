package dev.planetfall.migration.step;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.VerificationEvent.TablesCompared;
import dev.planetfall.migration.verify.RowCounts;

/** Counts rows on both servers while writes go on: finds what is grossly wrong early, proves nothing. */
final class CompareRowsStep implements Step {
    @Override
    public String id() {
        return "compare-rows";
    }

    @Override
    public Phase phase() {
        return Phase.VERIFY;
    }

    @Override
    public String title() {
        return "Count the rows on both servers";
    }

    /** Counts of earlier say nothing about now. */
    @Override
    public boolean isDone(MigrationContext context) {
        return false;
    }

    @Override
    public void run(MigrationContext context) {
        context.report(new TablesCompared(context.clock().instant(), RowCounts.compare(context, false)));
    }

    @Override
    public void undo(MigrationContext context) {
        // Counting changed nothing.
    }
}
