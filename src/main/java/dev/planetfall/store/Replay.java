package dev.planetfall.store;

import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationEvent.StepFinished;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.StepStatus;
import dev.planetfall.migration.WayBackEvent.RollBackEnded;
import java.time.Instant;
import java.util.stream.Stream;

/** From the state that the last program left to the one in which the next finds it. */
final class Replay {
    private Replay() {}

    /** The state when nothing runs: a phase or step that was running when the program died has stopped. */
    static MigrationState atRest(MigrationState replayed) {
        Instant at = replayed.changedAt().orElse(Instant.EPOCH);
        Stream<MigrationEvent> steps = replayed.steps().entrySet().stream()
                .filter(step -> step.getValue().status() == StepStatus.RUNNING)
                .map(step -> new StepFinished(at, step.getKey(), StepStatus.CANCELLED));
        Stream<MigrationEvent> phases = replayed.phases().entrySet().stream()
                .filter(phase -> phase.getValue() == PhaseStatus.RUNNING)
                .map(phase -> new PhaseEnded(at, phase.getKey(), PhaseStatus.CANCELLED));
        Stream<MigrationEvent> rollBack = Stream.of(replayed.wayBack().rollingBack())
                .filter(PhaseStatus.RUNNING::equals)
                .map(running -> new RollBackEnded(at, PhaseStatus.CANCELLED));
        MigrationState state = replayed;
        for (MigrationEvent event :
                Stream.of(steps, phases, rollBack).flatMap(ended -> ended).toList()) {
            state = state.after(event);
        }
        return state;
    }
}
