package dev.planetfall.migration.run;

import dev.planetfall.migration.MigrationCancelledException;
import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationEvent.SchemaChoiceMade;
import dev.planetfall.migration.MigrationEvent.StepFailed;
import dev.planetfall.migration.MigrationEvent.StepFinished;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.SchemaChoice;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.StepStatus;
import dev.planetfall.migration.schema.SchemaApplier;
import dev.planetfall.migration.step.SchemaJudgement;
import java.time.Instant;

/**
 * Carries out what a person decided about one object of the schema. The decision is told before anything is tried, so that it
 * outlives a crash and the next run of the phase honours it.
 */
final class SchemaMending {
    /** As {@link dev.planetfall.migration.step.Steps} has it. */
    private static final String STEP = "copy-schema";

    private final RunContext context;

    SchemaMending(RunContext context) {
        this.context = context;
    }

    /**
     * Tries the object and what waits for it, and judges the phase anew if a run of it had come to an end.
     *
     * @throws dev.planetfall.postgres.DatabaseException when a server was lost; the decision is kept
     */
    PhaseStatus carryOut(SchemaChoice choice) {
        PhaseStatus before = context.state().status(Phase.SCHEMA);
        if (!context.state().choice(choice.object()).equals(choice)) {
            context.report(new SchemaChoiceMade(now(), choice));
        }
        try {
            SchemaApplier.applyAgain(context, choice.object());
            return before == PhaseStatus.DONE || before == PhaseStatus.FAILED ? judge(before) : before;
        } catch (MigrationCancelledException e) {
            return PhaseStatus.CANCELLED;
        }
    }

    /** Where objects failed, the servers need not be compared to know that the phase has not succeeded. */
    private PhaseStatus judge(PhaseStatus before) {
        PhaseStatus status = PhaseStatus.DONE;
        try {
            if (before == PhaseStatus.FAILED) {
                SchemaJudgement.requireNoFailure(context);
            }
            SchemaJudgement.judge(context);
            context.report(new StepFinished(now(), STEP, StepStatus.DONE));
        } catch (StepFailedException e) {
            status = PhaseStatus.FAILED;
            context.report(new StepFailed(now(), STEP, e.failure()));
        }
        context.report(new PhaseEnded(now(), Phase.SCHEMA, status));
        return status;
    }

    private Instant now() {
        return context.clock().instant();
    }
}
