package dev.planetfall.migration;

import java.time.Duration;
import java.time.Instant;

/**
 * How long the application could not write: from the copy on where writers were stopped for it, else in the cutover, or while it was
 * rolled back.
 *
 * @param frozenAt when the first writer was stopped
 * @param freeze until no writer was left
 * @param drain until the target had applied everything; nothing where no replication is waited for
 * @param rest the copy where it came after the freeze, sequences, materialized views and the comparison
 */
public record CutoverTimes(Instant frozenAt, Duration freeze, Duration drain, Duration rest) {
    CutoverTimes drained(Duration took) {
        return new CutoverTimes(frozenAt, freeze, took, Duration.ZERO);
    }

    CutoverTimes readyAt(Instant at) {
        Duration passed = Duration.between(frozenAt.plus(freeze).plus(drain), at);
        return new CutoverTimes(frozenAt, freeze, drain, passed.isNegative() ? Duration.ZERO : passed);
    }

    public Duration total() {
        return freeze.plus(drain).plus(rest);
    }
}
