package dev.planetfall.migration;

import java.time.Instant;
import java.util.Optional;

/** What is proven about the rows that arrived. */
public sealed interface VerificationEvent extends MigrationEvent {
    /** The step that compares rows before the cutover, by its id. */
    String COMPARISON_STEP = "compare-rows";

    /** Emitted when rows begin to be compared from the start; an unfinished comparison of before counts for nothing. */
    record ComparisonBegun(Instant at, boolean whileFrozen) implements VerificationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(
                    draft -> draft.unfinishedComparison = Optional.of(new UnfinishedComparison(at, whileFrozen)));
        }
    }

    /**
     * Emitted now and then while a large table is compared, so that a comparison that is broken off goes on within it.
     *
     * @param part what was compared since the last of these events
     */
    record PartCompared(Instant at, ComparedPart part) implements VerificationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(
                    draft -> draft.unfinishedComparison = draft.unfinishedComparison.map(known -> known.with(part)));
        }

        @Override
        public boolean isSyncedAtOnce() {
            return false;
        }
    }

    /** Emitted when one table of a comparison was compared, so that a comparison that is broken off need not do it again. */
    record TableCompared(Instant at, TableComparison comparison) implements VerificationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft ->
                    draft.unfinishedComparison = draft.unfinishedComparison.map(known -> known.with(comparison)));
        }

        @Override
        public boolean isSyncedAtOnce() {
            return false;
        }
    }

    /** Emitted when a person decided to go on without comparing rows before the cutover. What was compared before stays known. */
    record ComparisonSkipped(Instant at) implements VerificationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.withStep(COMPARISON_STEP, StepState.of(StepStatus.SKIPPED))
                    .edit(draft -> draft.end(Phase.VERIFY, PhaseStatus.DONE));
        }
    }

    /**
     * Emitted when rows of one table were put right on the target and compared again.
     *
     * @param comparison what is known of the table now
     */
    record RowsRepaired(Instant at, Repair repair, TableComparison comparison) implements VerificationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> {
                draft.repairs.add(repair);
                draft.verification = draft.verification.map(known -> known.with(comparison));
            });
        }
    }

    /** Emitted when all tables were compared. */
    record TablesCompared(Instant at, Verification verification) implements VerificationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> {
                draft.verification = Optional.of(verification);
                draft.comparedAt = Optional.of(at);
                draft.unfinishedComparison = Optional.empty();
            });
        }
    }
}
