package dev.planetfall.migration;

import java.time.Duration;
import java.time.Instant;

/**
 * How long the application could not write: from the copy on where writers were stopped for it, else in the cutover.
 *
 * @param frozenAt when the first writer was stopped
 * @param freeze until no writer was left
 * @param drain until the target had applied everything; nothing where no replication is waited for
 * @param rest the copy where it came after the freeze, sequences, materialized views and the comparison
 */
public record CutoverTimes(Instant frozenAt, Duration freeze, Duration drain, Duration rest) {
    public Duration total() {
        return freeze.plus(drain).plus(rest);
    }
}
