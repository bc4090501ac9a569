package dev.planetfall.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether the lag grows: a follower that is a little behind, but more so each moment, will not catch up while writers wait. */
final class LagTrend {
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final int PARTS = 3;
    private static final int FEWEST = 3 * PARTS;
    /** Heartbeats are a second apart, so that less says nothing. */
    private static final long NOTABLE_MILLIS = 1_000;

    private LagTrend() {}

    /** By how much it grew over the last minute; empty when it did not grow all along, or was measured too seldom. */
    static Optional<Duration> growth(ReplicationHistory history) {
        List<Long> lags = history.last()
                .map(last -> since(history, last.to().minus(WINDOW)))
                .orElse(List.of());
        if (lags.size() < FEWEST) {
            return Optional.empty();
        }
        double first = mean(lags, 0);
        double middle = mean(lags, 1);
        double newest = mean(lags, 2);
        boolean grows = first < middle && middle < newest && newest - first >= NOTABLE_MILLIS;
        return grows ? Optional.of(Duration.ofMillis(Math.round(newest - first))) : Optional.empty();
    }

    private static List<Long> since(ReplicationHistory history, Instant moment) {
        return history.since(moment).stretches().stream()
                .flatMap(stretch -> stretch.lagMillis().stream())
                .map(Spread::last)
                .toList();
    }

    private static double mean(List<Long> lags, int part) {
        return lags.subList(lags.size() * part / PARTS, lags.size() * (part + 1) / PARTS).stream()
                .mapToLong(Long::longValue)
                .average()
                .orElseThrow();
    }
}
