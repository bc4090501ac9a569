package dev.planetfall.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one step.
 *
 * @param progress while it runs and can tell
 * @param failure after it failed
 * @param begunAt when it was begun last; empty where its work was found done
 * @param took from then on until it came to rest
 */
public record StepState(
        StepStatus status,
        Optional<Progress> progress,
        Optional<Failure> failure,
        Optional<Instant> begunAt,
        Optional<Duration> took) {
    public static StepState of(StepStatus status) {
        return new StepState(status, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static StepState begun(Instant at) {
        return new StepState(StepStatus.RUNNING, Optional.empty(), Optional.empty(), Optional.of(at), Optional.empty());
    }

    StepState at(Progress newProgress) {
        return new StepState(StepStatus.RUNNING, Optional.of(newProgress), Optional.empty(), begunAt, Optional.empty());
    }

    /** What is found done took no time; taking something back does not change how long it took. */
    StepState ended(StepStatus ended, Optional<Failure> why, Instant at) {
        return switch (ended) {
            case UNDONE -> new StepState(ended, Optional.empty(), why, begunAt, took);
            case ALREADY_DONE -> new StepState(ended, Optional.empty(), why, Optional.empty(), Optional.empty());
            default ->
                new StepState(
                        ended,
                        Optional.empty(),
                        why,
                        begunAt,
                        status == StepStatus.RUNNING ? begunAt.map(begun -> Duration.between(begun, at)) : took);
        };
    }
}
