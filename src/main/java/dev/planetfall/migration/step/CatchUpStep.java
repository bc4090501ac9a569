package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Outage;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.copy.CatchUp;
import dev.planetfall.migration.copy.ReplicationProbe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Waits until the target has applied what was written on the source while the snapshot was copied. */
final class CatchUpStep implements Step {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ERROR_PATIENCE = Duration.ofMinutes(1);

    @Override
    public String id() {
        return "catch-up";
    }

    @Override
    public Phase phase() {
        return Phase.REPLICATE;
    }

    @Override
    public boolean serves(Method method) {
        return method == Method.SNAPSHOT_COPY;
    }

    @Override
    public String title() {
        return Messages.text("step.catch-up.apply-what-was-written-during");
    }

    /** What is behind grows and shrinks; waiting for it once more costs a moment. */
    @Override
    public boolean isDone(MigrationContext context) {
        return false;
    }

    @Override
    public void run(MigrationContext context) {
        Outage outage = new Outage();
        outage.outlive(
                context,
                new Progress(Messages.text("step.catch-up.a-server-went-away-replication"), 0, 0, "bytes"),
                () -> await(context, outage));
    }

    private static void await(MigrationContext context, Outage outage) {
        ReplicationProbe probe = new ReplicationProbe(context.plan(), context.clock());
        RepeatedErrors errors = new RepeatedErrors(context.clock(), ERROR_PATIENCE, none -> Optional.empty());
        CatchUp.await(context, POLL, (target, left) -> {
            outage.end();
            if (probe.isStopped(target)) {
                throw new StepFailedException(
                        Messages.text("step.catch-up.the-subscription-on-planetscale-was"),
                        Messages.text("step.catch-up.run-this-again-it-is"));
            }
            errors.refuse(probe.errors(target), List.of());
            context.report(new Progress(
                    Messages.text("step.catch-up.of-log-to-apply", Quantities.bytes(left)), 0, 0, "bytes"));
        });
    }

    @Override
    public void undo(MigrationContext context) {
        // What was applied goes with the rows.
    }
}
