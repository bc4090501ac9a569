package dev.planetfall.migration.step;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationEvent.SchemaDriftFound;
import dev.planetfall.migration.MigrationEvent.SchemasAgreed;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.copy.ReplicationProbe;
import dev.planetfall.migration.copy.SnapshotCopy;
import dev.planetfall.migration.copy.Subscription;
import dev.planetfall.migration.schema.DriftComparison;
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
        SchemaDrift drift = DriftComparison.of(context);
        context.report(
                drift.isNone()
                        ? new SchemasAgreed(context.clock().instant())
                        : new SchemaDriftFound(context.clock().instant(), drift));
        if (!drift.isNone()) {
            throw new StepFailedException(
                    "No writer was stopped, because the schemas of the two servers have come apart: " + drift.sentence()
                            + standstill(context),
                    drift.advice() + " Then cut over again.");
        }
        requireReplication(
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
                    "No writer was stopped, because PlanetScale still lacks " + Quantities.count(heldBack, "object")
                            + " that the copy held back, such as indexes.",
                    "Run Replicate again, which makes them. Then cut over again.");
        }
    }

    private static void requireReplication(List<QualifiedName> left) {
        if (!left.isEmpty()) {
            String more = left.size() > 1 ? " and " + (left.size() - 1) + " more" : "";
            throw new StepFailedException(
                    "No writer was stopped, because nothing copies the rows of table " + left.get(0) + more
                            + ", which came after the copy was started.",
                    "Run Replicate again: it copies new tables, too. Then cut over again.");
        }
    }

    @Override
    public void undo(MigrationContext context) {
        // Nothing was changed.
    }
}
