package dev.planetfall.migration.step;

import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Quantities;
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
        return "Compare the schemas of both servers";
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
                    unharmed(context) + "the schemas of the two servers have come apart: " + drift.sentence()
                            + standstill(context),
                    drift.advice(context.plan().method()) + " Then cut over again.");
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
                ? " PlanetScale has refused a change already, or was cut off: replication may stand still."
                : "";
    }

    private static void requireAllMade(MigrationContext context) {
        int heldBack = context.state().outcomes().count(Result.HELD_BACK);
        if (heldBack > 0) {
            throw new StepFailedException(
                    unharmed(context) + "PlanetScale still lacks " + Quantities.count(heldBack, "object")
                            + " that the copy held back, such as indexes.",
                    runAgain(context) + ", which makes them. Then cut over again.");
        }
    }

    private static void requireReplication(MigrationContext context, List<QualifiedName> left) {
        if (!left.isEmpty() && context.plan().method().replicates() && !Subscription.exists(context)) {
            throw new StepFailedException(
                    unharmed(context) + "nothing is replicated: PlanetScale has no subscription of this migration.",
                    "If replication was given up, run Replicate once more. Then cut over again.");
        }
        if (!left.isEmpty()) {
            throw new StepFailedException(
                    unharmed(context) + "nothing copies the rows of table " + Listing.of(left, 1)
                            + ", which came after the copy was started.",
                    runAgain(context) + ": it copies new tables, too. Then cut over again.");
        }
    }

    /** Where writers were stopped for the copy, or never are, nobody is to read that none was. */
    private static String unharmed(MigrationContext context) {
        return context.plan().method().replicates()
                ? "No writer was stopped, because "
                : "PlanetScale did not take over, because ";
    }

    private static String runAgain(MigrationContext context) {
        return "Run " + Phase.REPLICATE.title(context.plan().method()) + " again";
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
