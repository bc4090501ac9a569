package dev.planetfall.migration.run;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.ReplicationEvent.SchemaMended;
import dev.planetfall.migration.SafetyEvent.ReplicationResumed;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.copy.DrainProof;
import dev.planetfall.migration.copy.Subscription;
import dev.planetfall.migration.schema.DriftChanges;
import dev.planetfall.migration.step.DriftLook;
import dev.planetfall.postgres.DatabaseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs on the target what makes the two schemas agree again, after a person read and confirmed it. */
final class DriftMending {
    private static final Pattern TAKES_AWAY = Pattern.compile("^DROP TABLE | DROP COLUMN ");

    /** Twice that of the pause that a subscription makes after an error. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MigrationContext context;

    DriftMending(MigrationContext context) {
        this.context = context;
    }

    /**
     * Compares first, so that nothing is run that is done already or is no longer what the servers need; then runs the statements,
     * all or none, and compares again. What drops a column or a table waits until PlanetScale has caught up, and is left for another
     * time if that takes longer than some seconds. A subscription that stopped because of a row that was refused is enabled again.
     *
     * @param shown statements of the drift, as the person saw them
     * @return how the schemas stand now
     * @throws StepFailedException with what to do, when nothing was changed
     */
    SchemaDrift carryOut(List<String> shown) {
        requireTime(context.state());
        SchemaDrift before = look(Messages.text("run.drift-mending.nothing-was-changed-the-schemas-could"));
        if (before.isSameSchema() || shown.isEmpty()) {
            return before;
        }
        if (!before.statements().containsAll(shown)) {
            throw new StepFailedException(
                    Messages.text("run.drift-mending.nothing-was-changed-the-schemas"),
                    Messages.text("run.drift-mending.look-at-the-new-ones"));
        }
        List<String> due = before.statements().stream().filter(shown::contains).toList();
        run(due);
        SchemaDrift after = look(Messages.text("run.drift-mending.the-statements-were-run-but"));
        goOn(after);
        return after;
    }

    /**
     * Changes that were made before a column or a table was dropped on the source still carry it, and are refused without it for good.
     * Where PlanetScale does not catch up, because what it waits for is among the others, these are run first.
     */
    private void run(List<String> due) {
        Map<Boolean, List<String>> parts = due.stream()
                .collect(
                        Collectors.partitioningBy(sql -> TAKES_AWAY.matcher(sql).find()));
        if (parts.get(true).isEmpty() || isCaughtUp()) {
            runAndTell(due);
            return;
        }
        runAndTell(parts.get(false));
        if (isCaughtUp()) {
            runAndTell(parts.get(true));
        }
    }

    private void runAndTell(List<String> statements) {
        if (!statements.isEmpty()) {
            DriftChanges.run(context, statements);
            context.report(new SchemaMended(context.clock().instant(), statements));
        }
    }

    private boolean isCaughtUp() {
        return !context.state().method().replicates()
                || (context.state().safety().pausedAt().isEmpty()
                        && DrainProof.await(context, PATIENCE).isPresent());
    }

    private static void requireTime(MigrationState state) {
        for (Phase phase : List.of(Phase.SCHEMA, Phase.CUTOVER)) {
            if (state.status(phase) == PhaseStatus.RUNNING) {
                throw new StepFailedException(
                        Messages.text("run.drift-mending.nothing-was-changed-is-under", phase.title(state.method())),
                        Messages.text("run.drift-mending.press-again-when-it-has"));
            }
        }
    }

    private SchemaDrift look(String otherwise) {
        try {
            SchemaDrift drift = DriftLook.of(context);
            new DriftWatch(context, DriftWatch.PERIOD).tell(drift);
            return drift;
        } catch (DatabaseException e) {
            context.throwIfCancelled();
            throw new StepFailedException(
                    otherwise + e.getMessage(), Messages.text("run.drift-mending.press-again-in-a-while"));
        }
    }

    /** What a person paused, or disabled by other means, stays so. */
    private void goOn(SchemaDrift after) {
        MigrationState state = context.state();
        boolean mayBeStopped =
                state.method().replicates() && state.safety().pausedAt().isEmpty() && after.isSameSchema();
        if (mayBeStopped && Subscription.goOnAfterError(context)) {
            context.report(new ReplicationResumed(context.clock().instant()));
        }
    }
}
