package dev.planetfall.migration;

import java.time.Instant;
import java.util.Optional;

/** What endangers the source or the migration, and what a person did about replication meanwhile. */
public sealed interface SafetyEvent extends MigrationEvent {
    /** Emitted when something began to endanger the source or the migration, or became more or less urgent. */
    record AlarmRaised(Instant at, Alarm alarm) implements SafetyEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.safety = state.safety().with(alarm));
        }
    }

    /** Emitted when the figures of an alarm that stands have changed. */
    record AlarmMeasured(Instant at, Alarm alarm) implements SafetyEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.safety = state.safety().with(alarm));
        }

        @Override
        public boolean isJournaled() {
            return false;
        }
    }

    /** Emitted when the cause of an alarm has been away for a while. The alarm is as it was told last. */
    record AlarmCleared(Instant at, Alarm alarm) implements SafetyEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.safety = state.safety().without(alarm));
        }
    }

    /** Emitted when a person disabled the subscription with this program. */
    record ReplicationPaused(Instant at) implements SafetyEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.safety = state.safety().paused(Optional.of(at)));
        }
    }

    /** Emitted when the subscription was enabled again. */
    record ReplicationResumed(Instant at) implements SafetyEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.safety = state.safety().paused(Optional.empty()));
        }
    }

    /** Emitted when it was asked why rows arrive slowly or not at all: by a person, or because nothing had arrived for long. */
    record Diagnosed(Instant at, Diagnosis diagnosis) implements SafetyEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.safety = state.safety().with(diagnosis));
        }
    }
}
