package dev.planetfall.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was measured over the whole run of a migration, in memory that does not grow with its length: what is long ago is merged
 * into longer and longer stretches, which keep the lowest and the highest value of all that they hold. Immutable.
 *
 * <p>Stretches begin at the same moments of the clock whenever they are merged, so a history that was written, read and
 * merged again is the same.
 */
public final class ReplicationHistory {
    /** Longer than any measurement takes: whoever measures was away in between. */
    public static final Duration LONGEST_STEP = Duration.ofSeconds(30);

    public static final ReplicationHistory NONE = new ReplicationHistory(List.of(), List.of());

    private static final List<Tier> OLDEST_FIRST = List.of(
            new Tier(Duration.ofDays(60), Duration.ofDays(1)),
            new Tier(Duration.ofDays(8), Duration.ofHours(1)),
            new Tier(Duration.ofHours(26), Duration.ofMinutes(10)),
            new Tier(Duration.ofHours(2), Duration.ofMinutes(1)),
            new Tier(Duration.ofMinutes(20), Duration.ofSeconds(10)));

    /** Merging looks at everything, so not at every measurement. */
    private static final int UNMERGED = 64;

    private final List<HistoryStretch> merged;
    private final List<HistoryStretch> newest;

    private ReplicationHistory(List<HistoryStretch> merged, List<HistoryStretch> newest) {
        this.merged = merged;
        this.newest = newest;
    }

    /** @param stretches in the order of time, as {@link #stretches} gave them */
    public static ReplicationHistory of(List<HistoryStretch> stretches) {
        return new ReplicationHistory(merge(stretches), List.of());
    }

    /**
     * With one more measurement. Long after the one before, it begins anew behind a gap. A clock that was set back takes with it
     * what it had put into the future.
     */
    public ReplicationHistory after(HistoryStretch stretch) {
        List<HistoryStretch> known = isAhead(stretch.from()) ? until(stretch.from()) : newest;
        List<HistoryStretch> before = isAhead(stretch.from()) ? List.of() : merged;
        boolean isLate = last().filter(last -> isLong(last, stretch)).isPresent();
        List<HistoryStretch> more = new ArrayList<>(known.size() + 1);
        more.addAll(known);
        more.add(isLate ? stretch.begun() : stretch);
        return more.size() < UNMERGED ? new ReplicationHistory(before, List.copyOf(more)) : of(joined(before, more));
    }

    /** In the order of time. */
    public List<HistoryStretch> stretches() {
        return joined(merged, newest);
    }

    /** What was measured from a moment on. */
    public ReplicationHistory since(Instant moment) {
        return new ReplicationHistory(
                stretches().stream()
                        .filter(stretch -> !stretch.from().isBefore(moment))
                        .toList(),
                List.of());
    }

    public boolean isEmpty() {
        return merged.isEmpty() && newest.isEmpty();
    }

    public Optional<HistoryStretch> last() {
        List<HistoryStretch> end = newest.isEmpty() ? merged : newest;
        return end.isEmpty() ? Optional.empty() : Optional.of(end.get(end.size() - 1));
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof ReplicationHistory history && stretches().equals(history.stretches()));
    }

    @Override
    public int hashCode() {
        return stretches().hashCode();
    }

    @Override
    public String toString() {
        return "ReplicationHistory of " + stretches().size() + " stretches";
    }

    private boolean isAhead(Instant at) {
        return last().filter(last -> last.to().isAfter(at)).isPresent();
    }

    private List<HistoryStretch> until(Instant end) {
        return stretches().stream()
                .filter(stretch -> !stretch.to().isAfter(end))
                .toList();
    }

    private static boolean isLong(HistoryStretch earlier, HistoryStretch later) {
        return Duration.between(earlier.to(), later.from()).compareTo(LONGEST_STEP) > 0;
    }

    private static List<HistoryStretch> joined(List<HistoryStretch> first, List<HistoryStretch> second) {
        List<HistoryStretch> all = new ArrayList<>(first.size() + second.size());
        all.addAll(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    private static List<HistoryStretch> merge(List<HistoryStretch> stretches) {
        if (stretches.isEmpty()) {
            return List.of();
        }
        Instant now = stretches.get(stretches.size() - 1).to();
        List<HistoryStretch> kept = new ArrayList<>();
        for (HistoryStretch stretch : stretches) {
            // Whatever stands ahead of it was written by a clock that was set back later.
            while (!kept.isEmpty() && kept.get(kept.size() - 1).to().isAfter(stretch.from())) {
                kept.remove(kept.size() - 1);
            }
            int last = kept.size() - 1;
            if (last >= 0 && belongsTo(kept.get(last), stretch, now)) {
                kept.set(last, kept.get(last).with(stretch));
            } else {
                kept.add(stretch);
            }
        }
        return List.copyOf(kept);
    }

    /** A gap stays one as long as it is a good part of the stretches around it; a shorter one could not be seen. */
    private static boolean belongsTo(HistoryStretch earlier, HistoryStretch later, Instant now) {
        long width = width(later.to(), now);
        if (width == 0) {
            return false;
        }
        long gap = Duration.between(earlier.to(), later.from()).toMillis();
        boolean isSameCell = earlier.from().toEpochMilli() / width == later.to().toEpochMilli() / width;
        return isSameCell && !(later.afterGap() && gap * 4 >= width);
    }

    /** In milliseconds; 0 for what is not merged yet. */
    private static long width(Instant at, Instant now) {
        for (Tier tier : OLDEST_FIRST) {
            if (tier.holds(at, now)) {
                return tier.width().toMillis();
            }
        }
        return 0;
    }

    /**
     * @param age from which on it holds
     * @param width of its stretches
     */
    private record Tier(Duration age, Duration width) {
        /** A stretch grows old as a whole, whenever it is looked at. */
        boolean holds(Instant at, Instant now) {
            long cell = width.toMillis();
            long end = (at.toEpochMilli() / cell + 1) * cell;
            return end + age.toMillis() <= now.toEpochMilli();
        }
    }
}
