package dev.planetfall.migration.watch;

import java.util.List;

/**
 * What of the source is in danger, besides what replication measures of itself.
 *
 * @param transactions the oldest first, those of minutes only
 */
public record SourceFacts(
        boolean slotExists, boolean slotActive, long freeSlots, long freeSenders, List<LongTransaction> transactions) {}
