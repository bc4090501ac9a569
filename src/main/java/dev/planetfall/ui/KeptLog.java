package dev.planetfall.ui;

import dev.planetfall.migration.LogForecast;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.ReplicationStatus;
import java.util.Optional;

/**
 * The log that the source keeps for the migration, in words and with a mark.
 *
 * @param lost whether the source has given the slot up already
 */
record KeptLog(LogForecast forecast, boolean lost) {
    /** Empty until it was measured in this run of the program. */
    static Optional<KeptLog> of(MigrationState state) {
        return state.replication().map(now -> of(LogForecast.of(state.history(), now), now));
    }

    private static KeptLog of(LogForecast forecast, ReplicationStatus now) {
        return new KeptLog(forecast, now.isSlotLost());
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
            return "The source has thrown away log that this migration still needed: replication cannot go on, "
                    + "and the copy must be started again.";
        }
        StringBuilder sentence = new StringBuilder("The source keeps ")
                .append(Quantities.bytes(forecast.kept()))
                .append(" of log for this migration");
        forecast.limit().ifPresent(most -> sentence.append(", of at most ").append(Quantities.bytes(most)));
        forecast.perMinute()
                .ifPresent(growth -> sentence.append(", growing by ").append(growth));
        forecast.timeToFull()
                .ifPresent(time ->
                        sentence.append("; the limit is reached in about ").append(LogForecast.roughly(time)));
        return sentence.append('.').toString();
    }
}
