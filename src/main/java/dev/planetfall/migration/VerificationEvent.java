package dev.planetfall.migration;

import java.time.Instant;
import java.util.Optional;

/** What is proven about the rows that arrived. */
public sealed interface VerificationEvent extends MigrationEvent {
    /** Emitted when all tables were compared. */
    record TablesCompared(Instant at, Verification verification) implements VerificationEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.verification = Optional.of(verification));
        }
    }
}
