package dev.planetfall.migration;

import java.time.Duration;
import java.time.Instant;

/**
 * How long the application could not write.
 *
 * @param frozenAt when the first writer was stopped
 * @param freeze until no writer was left
 * @param drain until the target had applied everything
 * @param rest sequences, materialized views and the comparison
 */
public record CutoverTimes(Instant frozenAt, Duration freeze, Duration drain, Duration rest) {
    public Duration total() {
        return freeze.plus(drain).plus(rest);
    }
}
