package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Verification;
import dev.planetfall.migration.VerificationEvent;
import dev.planetfall.migration.VerificationEvent.TablesCompared;
import dev.planetfall.migration.copy.DrainProof;
import dev.planetfall.migration.verify.CaughtUp;
import dev.planetfall.migration.verify.RowComparison;
import java.time.Duration;

/**
 * Compares the rows of both servers while writes go on, so that what is wrong is found long before the cutover. Rows that differ only
 * because they are on their way do not count.
 */
final class CompareRowsStep implements Step {
    /** For one round of looking again; the comparison waits anyway while PlanetScale is far behind. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public String id() {
        return VerificationEvent.COMPARISON_STEP;
    }

    @Override
    public Phase phase() {
        return Phase.VERIFY;
    }

    @Override
    public String title() {
        return Messages.text("step.compare-rows.compare-the-rows-of-both");
    }

    /** What was equal earlier says nothing about now. */
    @Override
    public boolean isDone(MigrationContext context) {
        return false;
    }

    @Override
    public void run(MigrationContext context) {
        Verification verification = RowComparison.whileWritesGoOn(context, caughtUp(context));
        context.report(new TablesCompared(context.clock().instant(), verification));
    }

    private static CaughtUp caughtUp(MigrationContext context) {
        return context.plan().method().replicates()
                ? () -> DrainProof.await(context, PATIENCE).isPresent()
                : CaughtUp.AT_ONCE;
    }

    @Override
    public void undo(MigrationContext context) {
        // Comparing changed nothing.
    }
}
