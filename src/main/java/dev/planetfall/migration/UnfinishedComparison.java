package dev.planetfall.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A comparison of rows that has begun and not come to its end.
 *
 * @param whileFrozen whether nobody could write on the source since it began
 * @param tables those that were compared so far
 */
public record UnfinishedComparison(Instant begunAt, boolean whileFrozen, List<TableComparison> tables) {
    /** What was equal days ago is no news. */
    private static final Duration WORTH = Duration.ofHours(12);

    public UnfinishedComparison {
        tables = List.copyOf(tables);
    }

    /** Whether what was found so far counts for a comparison that is asked for now. */
    public boolean isWorthGoingOn(boolean frozen, Instant now) {
        return frozen == whileFrozen && begunAt.plus(WORTH).isAfter(now);
    }

    UnfinishedComparison with(TableComparison table) {
        List<TableComparison> more = new ArrayList<>(tables);
        more.removeIf(known -> known.table().equals(table.table()));
        more.add(table);
        return new UnfinishedComparison(begunAt, whileFrozen, more);
    }
}
