package dev.planetfall.migration.run;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.VerificationEvent.RowsRepaired;
import dev.planetfall.migration.copy.DrainProof;
import dev.planetfall.migration.verify.CaughtUp;
import dev.planetfall.migration.verify.RowRepair;
import dev.planetfall.migration.verify.Standstill;
import dev.planetfall.postgres.QualifiedName;
import java.time.Duration;

/** Puts the rows of a table right that the last comparison found to differ. */
final class Repairing {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final RunContext context;

    Repairing(RunContext context) {
        this.context = context;
    }

    /**
     * @param deletesExtra whether rows that only PlanetScale has are deleted
     * @throws StepFailedException with the reason when nothing was changed
     */
    RowsRepaired repair(QualifiedName table, boolean deletesExtra) {
        TableComparison known = known(table);
        requireThatSourceCounts(context.state());
        RowsRepaired repaired = RowRepair.of(context, known, deletesExtra, standstill(), caughtUp());
        context.report(repaired);
        return repaired;
    }

    private TableComparison known(QualifiedName table) {
        return context.state()
                .verification()
                .flatMap(verification -> verification.table(table))
                .filter(compared -> !compared.differences().rows().isEmpty())
                .orElseThrow(() -> new StepFailedException(
                        Messages.text("run.repairing.no-row-of-is-known", table),
                        Messages.text("run.repairing.compare-all-rows-first")));
    }

    /** Once PlanetScale is what the application writes to, its rows are the ones that count. */
    private static void requireThatSourceCounts(MigrationState state) {
        if (state.status(Phase.CUTOVER) == PhaseStatus.DONE || state.status(Phase.CUTOVER) == PhaseStatus.RUNNING) {
            throw new StepFailedException(Messages.text("run.repairing.rows-are-repaired-before-the"), "");
        }
        if (!state.method().stopsWriters()) {
            throw new StepFailedException(Messages.text("run.repairing.what-was-written-after-the"), "");
        }
    }

    private Standstill standstill() {
        return context.plan().method().replicates()
                ? new ReplicationStandstill(context, PATIENCE)
                : new FrozenStandstill(context);
    }

    private CaughtUp caughtUp() {
        return context.plan().method().replicates()
                ? () -> DrainProof.await(context, PATIENCE).isPresent()
                : CaughtUp.AT_ONCE;
    }
}
