package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationEvent.SchemaRead;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.copy.Subscription;
import dev.planetfall.migration.schema.ChosenReading;
import dev.planetfall.migration.schema.DeferredObjects;
import dev.planetfall.migration.schema.KeyPolicy;
import dev.planetfall.migration.schema.KeysByChanges;
import dev.planetfall.migration.schema.SchemaApplier;
import dev.planetfall.migration.schema.SchemaReading;
import dev.planetfall.migration.schema.SchemaRemoval;

/**
 * Makes the source's schema on the target, but for what is faster made once the rows are there. Judged by comparing the two
 * servers, not by whether statements failed.
 */
final class CopySchemaStep implements Step {
    private final KeysByChanges.Limits limits;

    CopySchemaStep() {
        this(KeysByChanges.Limits.USUAL);
    }

    CopySchemaStep(KeysByChanges.Limits limits) {
        this.limits = limits;
    }

    @Override
    public String id() {
        return "copy-schema";
    }

    @Override
    public Phase phase() {
        return Phase.SCHEMA;
    }

    @Override
    public String title() {
        return Messages.text("step.copy-schema.make-the-sources-schema-on");
    }

    @Override
    public boolean isDone(MigrationContext context) {
        return SchemaJudgement.isMade(context);
    }

    @Override
    public void run(MigrationContext context) {
        context.report(new Progress(Messages.text("step.copy-schema.reading-the-schema-of-the"), 0, 0, "objects"));
        KeysByChanges.Sample keys = KeysByChanges.begin(context, limits);
        ChosenReading chosen = ChosenReading.of(context);
        SchemaReading reading = chosen.reading();
        int objects = reading.objects().size();
        context.report(new SchemaRead(context.clock().instant(), chosen.used(), objects));
        SchemaApplier.apply(context, reading.notCarried(), inParts(context, reading, keys));
        SchemaJudgement.judge(context);
    }

    /** Once rows are being copied, or were, holding anything back would only be in the way. */
    private static DeferredObjects inParts(MigrationContext context, SchemaReading reading, KeysByChanges.Sample keys) {
        boolean isBeforeTheCopy =
                context.state().status(Phase.REPLICATE) != PhaseStatus.DONE && !Subscription.exists(context);
        return isBeforeTheCopy
                ? DeferredObjects.of(reading, policy(context, keys))
                : DeferredObjects.none(reading.objects());
    }

    /**
     * Beside a subscription's own copy changes are applied, and need a key. Where this program copies the rows itself, nothing is
     * changed in a table before its keys are there.
     */
    private static KeyPolicy policy(MigrationContext context, KeysByChanges.Sample keys) {
        return context.plan().method().copiesThroughThisComputer() ? KeyPolicy.ALL_AFTER : keys.choose(context);
    }

    @Override
    public void undo(MigrationContext context) {
        SchemaRemoval.remove(context);
    }
}
