package dev.planetfall.migration.run;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.ReplicationEvent.SchemaComparisonFailed;
import dev.planetfall.migration.ReplicationEvent.SchemaDriftFound;
import dev.planetfall.migration.ReplicationEvent.SchemasAgreed;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.SchemaOutcomes;
import dev.planetfall.migration.schema.SchemaFingerprint;
import dev.planetfall.migration.step.DriftLook;
import dev.planetfall.postgres.DatabaseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Compares the schemas of the two servers every minute while rows are replicated, in sessions of its own, and tells when they
 * come apart and when they agree again. While they agree, a fingerprint of both tells whether there is anything to compare. A
 * comparison that fails is told and tried again.
 */
final class DriftWatch {
    static final Duration PERIOD = Duration.ofMinutes(1);

    /** Of its time at least so many parts are rest, so that a server with many tables is not kept busy. */
    private static final int REST = 20;

    /** So that a slow comparison does not let people wait for the next one. */
    private static final Duration LONGEST_REST = Duration.ofMinutes(10);

    private final MigrationContext context;
    private final Duration period;
    private Optional<Seen> agreed = Optional.empty();

    DriftWatch(MigrationContext context, Duration period) {
        this.context = context;
        this.period = period;
    }

    /** @throws dev.planetfall.migration.MigrationCancelledException at last */
    void watch() {
        while (true) {
            long begun = System.nanoTime();
            look();
            context.pause(rest(Duration.ofNanos(System.nanoTime() - begun), period));
        }
    }

    /** Compares once, if this is a time to compare. */
    void look() {
        if (isWorthComparing(context.state())) {
            compare();
        }
    }

    static Duration rest(Duration comparison, Duration period) {
        Duration rest = comparison.multipliedBy(REST);
        Duration capped = rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
        return capped.compareTo(period) > 0 ? capped : period;
    }

    private void compare() {
        try {
            Seen seen = Seen.of(context);
            if (isKnown(seen)) {
                return;
            }
            SchemaDrift drift = DriftLook.of(context);
            context.throwIfCancelled();
            tell(drift);
            agreed = drift.isNone() ? Optional.of(seen) : Optional.empty();
        } catch (DatabaseException e) {
            context.throwIfCancelled();
            tellProblem(Messages.text("run.drift-watch.the-schemas-could-not-be", e.getMessage()));
        }
    }

    /** What agreed and has not changed since still agrees; what has come apart may have been mended by other means. */
    private boolean isKnown(Seen seen) {
        MigrationState state = context.state();
        return agreed.equals(Optional.of(seen))
                && state.driftProblem().isEmpty()
                && state.drift().filter(SchemaDrift::isNone).isPresent();
    }

    private void tellProblem(String sentence) {
        if (context.state().driftProblem().filter(sentence::equals).isEmpty()) {
            context.report(new SchemaComparisonFailed(context.clock().instant(), sentence));
        }
    }

    /** Tells what was found, unless that is known or of no use now. */
    void tell(SchemaDrift drift) {
        MigrationState state = context.state();
        boolean isNew = state.driftProblem().isPresent()
                || state.drift().filter(drift::equals).isEmpty();
        if (isNew && isWorthComparing(state)) {
            Instant now = context.clock().instant();
            context.report(drift.isNone() ? new SchemasAgreed(now) : new SchemaDriftFound(now, drift));
        }
    }

    /**
     * Not while this program changes the schema or cuts over, and not when the two go their own ways. Without replication writes are
     * stopped long before the cutover.
     */
    private static boolean isWorthComparing(MigrationState state) {
        return state.status(Phase.SCHEMA) != PhaseStatus.RUNNING
                && state.status(Phase.CUTOVER) != PhaseStatus.RUNNING
                && (!state.writesFrozen() || (!state.method().replicates() && !state.isDone(Phase.CUTOVER)));
    }

    /** All on which the answer of a comparison depends. */
    private record Seen(SchemaFingerprint schemas, SchemaOutcomes outcomes, PhaseStatus replicating) {
        static Seen of(MigrationContext context) {
            MigrationState state = context.state();
            return new Seen(SchemaFingerprint.of(context), state.outcomes(), state.status(Phase.REPLICATE));
        }
    }
}
