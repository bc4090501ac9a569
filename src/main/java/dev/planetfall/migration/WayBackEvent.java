package dev.planetfall.migration;

import java.time.Instant;
import java.util.Optional;

/** What happens to the replication from PlanetScale to the source after the cutover. */
public sealed interface WayBackEvent extends MigrationEvent {
    /** Emitted when the source follows PlanetScale, before anybody writes there. */
    record WayBackArmed(Instant at) implements WayBackEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> {
                draft.wayBack = draft.wayBack.now(WayBack.Standing.ARMED, at);
                draft.forgetMeasured();
            });
        }
    }

    /**
     * Emitted when the source does not follow PlanetScale any more because the cutover was taken back. Once the application may have
     * written to PlanetScale, its rows are another history, and a new copy must begin from nothing.
     */
    record WayBackStopped(Instant at) implements WayBackEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            boolean isHandedOver = state.isDone(Phase.CUTOVER);
            return state.edit(draft -> {
                draft.wayBack = WayBack.NONE;
                draft.forgetMeasured();
                if (isHandedOver) {
                    draft.forgetCopy();
                }
            });
        }
    }

    /** Emitted when a roll back begins. */
    record RollBackStarted(Instant at) implements WayBackEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> {
                draft.steps.keySet().removeIf(id -> id.startsWith(WayBack.STEPS));
                draft.wayBack = draft.wayBack.times(Optional.empty()).rollingBack(PhaseStatus.RUNNING);
            });
        }
    }

    /** Emitted when a roll back came to rest, whatever the reason. */
    record RollBackEnded(Instant at, PhaseStatus status) implements WayBackEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> draft.wayBack = draft.wayBack.rollingBack(status));
        }
    }

    /** Emitted when the source is ready for the application again and PlanetScale follows it as before the cutover. */
    record RolledBack(Instant at) implements WayBackEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> {
                draft.setTimes(Side.TARGET, draft.times(Side.TARGET).map(times -> times.readyAt(at)));
                draft.wayBack =
                        draft.wayBack.now(WayBack.Standing.ROLLED_BACK, at).rollingBack(draft.wayBack.rollingBack());
                draft.phases.remove(Phase.CUTOVER);
                draft.takeBackCutover(at);
                draft.forgetMeasured();
            });
        }
    }

    /** Emitted when a person gave the way back up and nothing of it is left on either server. */
    record WayBackRetired(Instant at) implements WayBackEvent {
        @Override
        public MigrationState applyTo(MigrationState state) {
            return state.edit(draft -> {
                draft.wayBack = draft.wayBack.now(WayBack.Standing.RETIRED, at);
                draft.forgetMeasured();
            });
        }
    }
}
