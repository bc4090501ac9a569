package dev.planetfall.migration;

import java.time.Instant;
import java.util.Optional;

/** What was found and removed after the migration. */
public sealed interface CleanUpEvent extends MigrationEvent {
    /** Emitted when both servers were asked what they hold of migrations, whether they answered or not. */
    record ServersSearched(Instant at, Remnants found) implements CleanUpEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> {
                draft.remnants = Optional.of(found);
                if (found.isProvenGone()) {
                    draft.damage = Optional.empty();
                }
            });
        }
    }

    /** Emitted when something was removed from a server that a person had chosen, with the statements that were run. */
    record RemnantRemoved(Instant at, Remnant remnant) implements CleanUpEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state;
        }
    }
}
