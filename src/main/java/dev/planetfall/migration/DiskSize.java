package dev.planetfall.migration;

/**
 * How much disk the target needs, with every input visible.
 *
 * @param dataBytes tables in scope, TOAST included
 * @param indexBytes their indexes
 * @param largestTableBytes the largest table with its indexes: building an index sorts on disk
 */
public record DiskSize(long dataBytes, long indexBytes, long largestTableBytes) {
    /** PlanetScale's guides ask for at least 150 % of the source's size. */
    private static final double MINIMUM_FACTOR = 1.5;

    private static final long GIGABYTE = 1L << 30;
    private static final long SMALLEST_DISK_GIGABYTES = 10;

    public long measuredBytes() {
        return dataBytes + indexBytes;
    }

    /** 150 % of what was measured. */
    public long minimumBytes() {
        return Math.round(measuredBytes() * MINIMUM_FACTOR);
    }

    /** Room for sorting the largest table's indexes and for the log written while copying. */
    public long workspaceBytes() {
        return largestTableBytes + dataBytes / 4;
    }

    /** The figure to type into PlanetScale: whole gigabytes, at least 10. */
    public long recommendedGigabytes() {
        long bytes = Math.max(minimumBytes(), measuredBytes() + workspaceBytes());
        return Math.max(SMALLEST_DISK_GIGABYTES, (bytes + GIGABYTE - 1) / GIGABYTE);
    }
}
