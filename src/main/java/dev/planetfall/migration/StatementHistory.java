package dev.planetfall.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every statement that was sent to either server, in memory that does not grow with their number: the same ones are summed, and behind
 * so many different ones all others are. Immutable.
 */
public final class StatementHistory {
    /** Different changes that are told one by one. */
    public static final int MOST = 5_000;

    public static final StatementHistory NONE = new StatementHistory(Map.of(), List.of(), 0);

    /** Adding to a map copies it, so not at every statement. */
    private static final int UNMERGED = 64;

    private final Map<StatementEntry.Key, StatementEntry> merged;
    private final List<StatementEntry> newest;
    private final long count;

    private StatementHistory(Map<StatementEntry.Key, StatementEntry> merged, List<StatementEntry> newest, long count) {
        this.merged = merged;
        this.newest = newest;
        this.count = count;
    }

    /** @param entries in the order of time; several of one key are summed */
    public static StatementHistory of(List<StatementEntry> entries) {
        return new StatementHistory(
                merge(Map.of(), entries),
                List.of(),
                entries.stream().mapToLong(StatementEntry::count).sum());
    }

    /** With one more statement. */
    public StatementHistory after(StatementEntry entry) {
        List<StatementEntry> more = new ArrayList<>(newest);
        int last = more.size() - 1;
        if (last >= 0 && more.get(last).key().equals(entry.key())) {
            more.set(last, more.get(last).with(entry));
        } else {
            more.add(entry);
        }
        return more.size() < UNMERGED
                ? new StatementHistory(merged, List.copyOf(more), count + entry.count())
                : new StatementHistory(merge(merged, more), List.of(), count + entry.count());
    }

    /** In the order in which they were sent first. */
    public List<StatementEntry> entries() {
        return List.copyOf(merge(merged, newest).values());
    }

    public boolean isEmpty() {
        return merged.isEmpty() && newest.isEmpty();
    }

    /** Quick where one has more statements than the other: states are compared often. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof StatementHistory history
                        && count == history.count
                        && entries().equals(history.entries()));
    }

    @Override
    public int hashCode() {
        return Long.hashCode(count);
    }

    @Override
    public String toString() {
        return "StatementHistory of " + entries().size() + " entries";
    }

    private static Map<StatementEntry.Key, StatementEntry> merge(
            Map<StatementEntry.Key, StatementEntry> known, List<StatementEntry> added) {
        Map<StatementEntry.Key, StatementEntry> all = new LinkedHashMap<>(known);
        for (StatementEntry entry : added) {
            boolean isOneTooMany =
                    entry.kind() == StatementEntry.Kind.CHANGE && all.size() >= MOST && !all.containsKey(entry.key());
            StatementEntry told = isOneTooMany ? entry.untold() : entry;
            all.merge(told.key(), told, StatementEntry::with);
        }
        return all;
    }
}
