package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.migration.copy.MarkerTable;
import dev.planetfall.migration.copy.SnapshotCopy;
import dev.planetfall.migration.schema.DeferredBuild;
import dev.planetfall.migration.schema.RowObstacles;
import java.time.Duration;

/**
 * Copies all rows through this computer, and makes what the schema held back for that: what belongs to one table as soon as its
 * rows are there, and the rest once all are. Nothing else writes to these tables meanwhile.
 */
final class CopyRowsStep implements Step {
    private static final Duration POLL = Duration.ofMillis(200);

    @Override
    public String id() {
        return "copy-rows";
    }

    @Override
    public Phase phase() {
        return Phase.REPLICATE;
    }

    @Override
    public boolean serves(Method method) {
        return method.copiesThroughThisComputer();
    }

    @Override
    public String title() {
        return Messages.text("step.copy-rows.copy-all-rows-through-this");
    }

    @Override
    public boolean isDone(MigrationContext context) {
        return !DeferredBuild.isDue(context) && SnapshotCopy.isWhole(context);
    }

    @Override
    public void run(MigrationContext context) {
        refuseAfterCutover(context);
        boolean isWhole = SnapshotCopy.isWhole(context);
        if (!isWhole) {
            RowObstacles.holdBack(context);
        }
        try (DeferredBuild build = DeferredBuild.of(context)) {
            if (!isWhole) {
                SnapshotCopy.run(context, copy -> watch(context, copy, build));
            }
            build.finish(POLL);
        }
        SchemaJudgement.requireNoFailure(context);
    }

    /** The rows go; what was built on them stays and is right for the next rows, too. */
    @Override
    public void undo(MigrationContext context) {
        if (!context.state().isDone(Phase.CUTOVER)) {
            SnapshotCopy.undo(context);
            if (!context.plan().method().replicates()) {
                // No other step of these methods has anything in our schema any more.
                context.target()
                        .useSession(target ->
                                MarkerTable.remove(target, context.plan().id()));
            }
        }
    }

    /** A slot without a whole copy would only fill the source's disk. */
    @Override
    public void tidy(MigrationContext context) {
        SnapshotCopy.tidy(context);
    }

    private static void watch(MigrationContext context, SnapshotCopy copy, DeferredBuild build) {
        while (!copy.isDone()) {
            copy.await(Duration.ZERO);
            build.areCopied(copy.tables().stream()
                    .filter(table -> table.state() == TableCopy.State.COPIED)
                    .toList());
            context.report(copy.progress(build.summary()));
            build.awaitAll(POLL);
        }
    }

    private static void refuseAfterCutover(MigrationContext context) {
        if (context.state().isDone(Phase.CUTOVER)) {
            throw new StepFailedException(
                    Messages.text("step.copy-rows.planetscale-has-taken-over-its"),
                    Messages.text("step.copy-rows.to-migrate-once-more-begin"));
        }
    }
}
