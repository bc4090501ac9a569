package dev.planetfall.migration;

import java.util.OptionalDouble;

/** How far the work is that a person waits for. */
public final class Advance {
    private Advance() {}

    /** How far the running phase is, from 0 to 1; empty when none runs or nobody can know. */
    public static OptionalDouble of(MigrationState state) {
        if (state.status(state.phase()) != PhaseStatus.RUNNING) {
            return OptionalDouble.empty();
        }
        OptionalDouble copied = copied(state);
        return copied.isPresent() ? copied : counted(state);
    }

    private static OptionalDouble copied(MigrationState state) {
        if (state.phase() != Phase.REPLICATE) {
            return OptionalDouble.empty();
        }
        return state.replication()
                .filter(measured -> measured.bytesTotal() > 0)
                .map(measured ->
                        OptionalDouble.of(Math.min(1, (double) measured.bytesCopied() / measured.bytesTotal())))
                .orElseGet(OptionalDouble::empty);
    }

    private static OptionalDouble counted(MigrationState state) {
        return state.steps().values().stream()
                .filter(step -> step.status() == StepStatus.RUNNING)
                .flatMap(step -> step.progress().stream())
                .mapToDouble(Progress::fraction)
                .filter(fraction -> fraction >= 0)
                .reduce((before, last) -> last);
    }
}
