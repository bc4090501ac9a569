package dev.planetfall.migration;

import dev.planetfall.postgres.Lsn;
import java.time.Duration;

/**
 * How fast the source writes, from two samples.
 *
 * @param over the time between the samples
 * @param logBytes how much log was written in it, by the whole server
 * @param grownBytes by how much the database became larger in it; negative when it shrank
 */
public record WriteRate(Duration over, long logBytes, long grownBytes) {
    /** What one look at the source shows. */
    public record Sample(Lsn position, long databaseBytes) {}

    /** @param over the time between the two */
    public static WriteRate between(Sample first, Sample last, Duration over) {
        return new WriteRate(
                over,
                Math.max(0, last.position().bytesSince(first.position())),
                last.databaseBytes() - first.databaseBytes());
    }

    /** How much log is written in a time like this. */
    public long logBytesIn(Duration time) {
        return scaled(logBytes, time);
    }

    /** By how much the database grows in a time like this; never negative. */
    public long growthIn(Duration time) {
        return Math.max(0, scaled(grownBytes, time));
    }

    private long scaled(long bytes, Duration time) {
        return over.isZero() ? 0 : Math.round((double) bytes * time.toMillis() / over.toMillis());
    }
}
