package dev.planetfall.cli;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import java.util.Optional;

/**
 * Which phases a run takes.
 *
 * @param from the first of those that are run even where an earlier run finished them; empty for none
 * @param through the last
 * @param skipsComparison whether the rows are not compared before the cutover
 */
record Extent(Optional<Phase> from, Phase through, boolean skipsComparison) {
    /**
     * Once the schema is on the target, the checks would find what this migration itself made there. The clean-up works with one
     * server away, too, so that nothing is to be connected before it.
     */
    boolean includes(Phase phase, MigrationState state) {
        if (phase.compareTo(through) > 0) {
            return false;
        }
        return switch (phase) {
            case CONNECT -> !(through == Phase.FINISH && state.isDone(Phase.CUTOVER) && !state.isDone(Phase.FINISH));
            case CHECK -> state.status(Phase.SCHEMA) == PhaseStatus.NOT_STARTED;
            case SCHEMA, REPLICATE, VERIFY, SEQUENCES, CUTOVER, FINISH -> !state.isDone(phase) || isAgain(phase);
        };
    }

    /** A cutover that was done is never done again: it would set the sequences back. */
    private boolean isAgain(Phase phase) {
        return phase != Phase.CUTOVER
                && phase != Phase.FINISH
                && from.filter(first -> first.compareTo(phase) <= 0).isPresent();
    }
}
