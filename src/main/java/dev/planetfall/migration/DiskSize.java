package dev.planetfall.migration;

import dev.planetfall.postgres.Table;
import java.util.Collection;

/**
 * How large the source is.
 *
 * @param dataBytes tables in scope, TOAST included, and large objects
 * @param indexBytes their indexes
 * @param largestTableBytes the largest table with its indexes: building an index sorts on disk
 */
public record DiskSize(long dataBytes, long indexBytes, long largestTableBytes) {
    public static DiskSize of(Collection<Table> tables) {
        return new DiskSize(
                tables.stream().mapToLong(Table::tableBytes).sum(),
                tables.stream().mapToLong(Table::indexBytes).sum(),
                tables.stream().mapToLong(Table::totalBytes).max().orElse(0));
    }

    /** The same with data that belongs to no table in scope. */
    public DiskSize withMore(long bytes) {
        return new DiskSize(dataBytes + bytes, indexBytes, largestTableBytes);
    }

    public long measuredBytes() {
        return dataBytes + indexBytes;
    }
}
