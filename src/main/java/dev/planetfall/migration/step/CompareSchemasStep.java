package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.ReplicationEvent.SchemaDriftFound;
import dev.planetfall.migration.ReplicationEvent.SchemasAgreed;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.copy.ReplicationProbe;
import dev.planetfall.migration.copy.SnapshotCopy;
import dev.planetfall.migration.copy.Subscription;
import dev.planetfall.postgres.QualifiedName;
import java.util.List;

/** Refuses to cut over to a schema that is not the source's, or without all of its tables, before any writer is stopped. */
final class CompareSchemasStep implements Step {
    @Override
    public String id() {
        return "compare-schemas";
    }

    @Override
    public Phase phase() {
        return Phase.CUTOVER;
    }

    @Override
    public String title() {
        return Messages.text("step.compare-schemas.compare-the-schemas-of-both");
    }

    /** Schemas that agreed a while ago may not agree now. */
    @Override
    public boolean isDone(MigrationContext context) {
        return false;
    }

    @Override
    public void run(MigrationContext context) {
        requireAllMade(context);
        SchemaDrift drift = DriftLook.of(context);
        context.report(
                drift.isNone()
                        ? new SchemasAgreed(context.clock().instant())
                        : new SchemaDriftFound(context.clock().instant(), drift));
        if (!drift.isSameSchema()) {
            throw new StepFailedException(
                    Messages.text(
                            "step.compare-schemas.the-schemas-of-the-two",
                            unharmed(context),
                            drift.sentence(),
                            standstill(context)),
                    Messages.text(
                            "step.compare-schemas.then-cut-over-again",
                            drift.advice(context.plan().method())));
        }
        requireReplication(
                context,
                context.plan().method().replicates()
                        ? Subscription.withoutReplication(context)
                        : SnapshotCopy.withoutCopy(context));
    }

    private static String standstill(MigrationContext context) {
        ReplicationProbe probe = new ReplicationProbe(context.plan(), context.clock());
        return context.target().withReadOnlySession(probe::errors) > 0
                ? Messages.text("step.compare-schemas.planetscale-has-refused-a-change")
                : "";
    }

    private static void requireAllMade(MigrationContext context) {
        int heldBack = context.state().outcomes().count(Result.HELD_BACK);
        if (heldBack > 0) {
            throw new StepFailedException(
                    Messages.plural(
                            "step.compare-schemas.planetscale-still-lacks-objects-that", heldBack, unharmed(context)),
                    Messages.text("step.compare-schemas.which-makes-them-then-cut", runAgain(context)));
        }
    }

    private static void requireReplication(MigrationContext context, List<QualifiedName> left) {
        if (!left.isEmpty() && context.plan().method().replicates() && !Subscription.exists(context)) {
            throw new StepFailedException(
                    Messages.text("step.compare-schemas.nothing-is-replicated-planetscale-has", unharmed(context)),
                    Messages.text("step.compare-schemas.if-replication-was-given-up"));
        }
        if (!left.isEmpty()) {
            throw new StepFailedException(
                    Messages.text(
                            "step.compare-schemas.nothing-copies-the-rows-of", unharmed(context), Listing.of(left, 1)),
                    Messages.text("step.compare-schemas.it-copies-new-tables-too", runAgain(context)));
        }
    }

    /** Where writers were stopped for the copy, or never are, nobody is to read that none was. */
    private static String unharmed(MigrationContext context) {
        return Messages.text(
                context.plan().method().replicates()
                        ? "step.compare-schemas.no-writer-was-stopped-because"
                        : "step.compare-schemas.planetscale-did-not-take-over");
    }

    private static String runAgain(MigrationContext context) {
        return Messages.text(
                "step.compare-schemas.run-again",
                Phase.REPLICATE.title(context.plan().method()));
    }

    @Override
    public void rehearse(MigrationContext context) {
        run(context);
    }

    @Override
    public void undo(MigrationContext context) {
        // Nothing was changed.
    }
}
