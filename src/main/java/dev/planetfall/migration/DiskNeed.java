package dev.planetfall.migration;

import java.time.Duration;
import java.util.Optional;

/**
 * How much disk the target needs, with every input visible.
 *
 * @param rate how fast the source writes; empty when it was not watched
 */
public record DiskNeed(DiskSize size, Optional<WriteRate> rate) {
    /** PlanetScale's guides ask for at least this much of the source's size, and for more with many indexes. */
    private static final int MINIMUM_PERCENT = 150;

    private static final int MINIMUM_PERCENT_WITH_MANY_INDEXES = 200;

    /**
     * 1.5 GB with its indexes took 50 to 65 s by each method where both servers shared two cores; other tools publish 100 GB an
     * hour, which is about the same.
     */
    private static final long COPIED_BYTES_A_SECOND = 25L << 20;

    /** For so long the copy may live before the application moves over. */
    private static final Duration GROWING = Duration.ofDays(7);

    private static final long GIGABYTE = 1L << 30;
    private static final long SMALLEST_DISK_GIGABYTES = 10;

    /** 150, or 200 where the indexes are larger than the tables. */
    public int minimumPercent() {
        return size.indexBytes() > size.dataBytes() ? MINIMUM_PERCENT_WITH_MANY_INDEXES : MINIMUM_PERCENT;
    }

    public long minimumBytes() {
        return size.measuredBytes() / 100 * minimumPercent();
    }

    /** Room for sorting the largest table's indexes and for the log that the target writes while copying. */
    public long workspaceBytes() {
        return size.largestTableBytes() + size.dataBytes() / 4;
    }

    /** How long the copy may take: an estimate for a small server. */
    public Duration copyTime() {
        return Duration.ofSeconds(size.measuredBytes() / COPIED_BYTES_A_SECOND + 1);
    }

    /** Log that the source writes, and keeps, while the rows are copied; 0 when the source was not watched. */
    public long logWhileCopying() {
        return rate.map(known -> known.logBytesIn(copyTime())).orElse(0L);
    }

    /** 0 when the source was not watched. */
    public long growthPerDay() {
        return rate.map(known -> known.growthIn(Duration.ofDays(1))).orElse(0L);
    }

    /** The figure to type into PlanetScale: round gigabytes, at least 10. */
    public long recommendedGigabytes() {
        long growth = rate.map(known -> known.growthIn(GROWING)).orElse(0L);
        long needed = size.measuredBytes() + workspaceBytes() + logWhileCopying() + growth;
        long gigabytes = (Math.max(minimumBytes(), needed) + GIGABYTE - 1) / GIGABYTE;
        return Math.max(SMALLEST_DISK_GIGABYTES, rounded(gigabytes));
    }

    /** Whole tens up to 100, fifties up to 1,000, then hundreds. */
    private static long rounded(long gigabytes) {
        long step = gigabytes <= 100 ? 10 : gigabytes <= 1_000 ? 50 : 100;
        return (gigabytes + step - 1) / step * step;
    }
}
