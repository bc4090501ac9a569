package dev.planetfall.ui;

import dev.planetfall.migration.LogForecast;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Side;
import java.util.Optional;

/**
 * The log that the source keeps for the migration, in words and with a mark.
 *
 * @param lost whether the slot was given up already
 * @param keeper the server that keeps it
 */
record KeptLog(LogForecast forecast, boolean lost, Side keeper) {
    /** Empty until it was measured in this run of the program. */
    static Optional<KeptLog> of(MigrationState state) {
        return state.replication()
                .map(now -> new KeptLog(LogForecast.of(state.history(), now), now.isSlotLost(), state.publisher()));
    }

    Mark mark() {
        if (lost) {
            return Mark.FAILED;
        }
        boolean half = forecast.limit().isPresent()
                && forecast.kept() > forecast.limit().getAsLong() / 2;
        boolean soon = forecast.timeToFull().filter(time -> time.toHours() < 1).isPresent();
        return half || soon ? Mark.WARNING : Mark.NOTE;
    }

    String sentence() {
        if (lost) {
            return keeper == Side.SOURCE
                    ? "The source has thrown away log that this migration still needed: replication cannot go on, "
                            + "and the copy must be started again."
                    : "PlanetScale has thrown away log that the way back still needed: rolling back would lose rows.";
        }
        StringBuilder sentence = new StringBuilder(keeper.first() + " keeps ")
                .append(Quantities.bytes(forecast.kept()))
                .append(" of log for ")
                .append(keeper == Side.SOURCE ? "this migration" : "the way back");
        forecast.limit().ifPresent(most -> sentence.append(", of at most ").append(Quantities.bytes(most)));
        forecast.perMinute()
                .ifPresent(growth -> sentence.append(", growing by ").append(growth));
        forecast.timeToFull()
                .ifPresent(time ->
                        sentence.append("; the limit is reached in about ").append(LogForecast.roughly(time)));
        return sentence.append('.').toString();
    }
}
