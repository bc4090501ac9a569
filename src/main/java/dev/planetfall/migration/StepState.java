package dev.planetfall.migration;

import java.util.Optional;

/**
 * What is known of one step.
 *
 * @param progress while it runs and can tell
 * @param failure after it failed
 */
public record StepState(StepStatus status, Optional<Progress> progress, Optional<Failure> failure) {
    public static StepState of(StepStatus status) {
        return new StepState(status, Optional.empty(), Optional.empty());
    }
}
