package dev.planetfall.ui;

import dev.planetfall.language.Messages;
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
            return Messages.text(
                    keeper == Side.SOURCE
                            ? "window.kept-log.the-source-has-thrown-away"
                            : "window.kept-log.planetscale-has-thrown-away-log");
        }
        StringBuilder sentence = new StringBuilder(Messages.text("window.kept-log.keeps", keeper.first()))
                .append(Quantities.bytes(forecast.kept()))
                .append(Messages.text("window.kept-log.of-log-for"))
                .append(Messages.text(
                        keeper == Side.SOURCE ? "window.kept-log.this-migration" : "window.kept-log.the-way-back"));
        forecast.limit()
                .ifPresent(most -> sentence.append(Messages.text("window.kept-log.of-at-most"))
                        .append(Quantities.bytes(most)));
        forecast.perMinute()
                .ifPresent(growth -> sentence.append(Messages.text("window.kept-log.growing-by"))
                        .append(growth));
        forecast.timeToFull()
                .ifPresent(time -> sentence.append(Messages.text("window.kept-log.the-limit-is-reached-in"))
                        .append(LogForecast.roughly(time)));
        return sentence.append('.').toString();
    }
}
