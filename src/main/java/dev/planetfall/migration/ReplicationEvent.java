package dev.planetfall.migration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is seen of rows that travel, while they do. */
public sealed interface ReplicationEvent extends MigrationEvent {
    /** Emitted every few seconds while a subscription exists. */
    record ReplicationMeasured(Instant at, ReplicationStatus status) implements ReplicationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> {
                draft.replication = Optional.of(status);
                draft.monitorProblem = Optional.empty();
            });
        }

        @Override
        public boolean isJournaled() {
            return false;
        }
    }

    /**
     * Emitted after each measurement: its figures for the history, which are kept where the journal is, but in a file of their
     * own that stays small.
     */
    record HistoryMeasured(Instant at, HistoryStretch stretch) implements ReplicationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.withHistory(state.history().after(stretch));
        }

        @Override
        public boolean isSyncedAtOnce() {
            return false;
        }
    }

    /** Emitted when replication could not be measured, so that an old figure is not taken for the present one. */
    record MeasurementFailed(Instant at, String sentence) implements ReplicationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.monitorProblem = Optional.of(sentence));
        }

        @Override
        public boolean isJournaled() {
            return false;
        }
    }

    /**
     * Emitted when the schemas of the two servers, compared while replication runs or before the cutover, were found to have
     * come apart in another way than before.
     */
    record SchemaDriftFound(Instant at, SchemaDrift drift) implements ReplicationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> {
                draft.drift = Optional.of(drift);
                draft.driftProblem = Optional.empty();
            });
        }
    }

    /** Emitted when the schemas of the two servers were found to agree, first or again. */
    record SchemasAgreed(Instant at) implements ReplicationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> {
                draft.drift = Optional.of(SchemaDrift.NONE);
                draft.driftProblem = Optional.empty();
            });
        }
    }

    /**
     * Emitted when statements were run on PlanetScale that let it have what the source has, after a person confirmed them.
     *
     * @param statements without final semicolons, in the order in which they were run
     */
    record SchemaMended(Instant at, List<String> statements) implements ReplicationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.mended.addAll(statements));
        }
    }

    /** Emitted when the schemas could not be compared; what was found before may be out of date. */
    record SchemaComparisonFailed(Instant at, String sentence) implements ReplicationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.driftProblem = Optional.of(sentence));
        }

        @Override
        public boolean isJournaled() {
            return false;
        }
    }
}
