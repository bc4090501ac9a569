package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where the log that the source keeps leads, at the pace of the last quarter of an hour: a straight line through what was
 * measured since the last gap.
 *
 * @param at the newest measurement
 * @param kept bytes then
 * @param limit bytes after which the source gives the slot up; empty when it never does
 * @param bytesPerSecond by which it grows; negative while it shrinks; empty when it was not measured for long enough
 */
public record LogForecast(Instant at, long kept, OptionalLong limit, Optional<Double> bytesPerSecond) {
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
    /** What grows more slowly is the coming and going of segments, not a trend. */
    private static final double LEAST_PACE = 1_024;

    private static final Duration FAR_AWAY = Duration.ofDays(365);

    /** Empty while the source keeps no log for the migration. */
    public static Optional<LogForecast> of(ReplicationHistory history) {
        return history.last()
                .flatMap(last -> last.walKept()
                        .map(kept -> new LogForecast(last.to(), kept.last(), last.walLimit(), pace(recent(history)))));
    }

    /** What was just measured, and the pace of what was measured before. */
    public static LogForecast of(ReplicationHistory history, ReplicationStatus now) {
        return new LogForecast(
                now.at(), now.walKept(), now.walLimit(), of(history).flatMap(LogForecast::bytesPerSecond));
    }

    /** How long until the limit is reached; empty without a limit, without growth, or when that is more than a year away. */
    public Optional<Duration> timeToFull() {
        if (limit.isEmpty()) {
            return Optional.empty();
        }
        return bytesPerSecond
                .filter(pace -> pace >= LEAST_PACE)
                .map(pace -> Math.max(0, limit.getAsLong() - kept) / pace)
                .filter(seconds -> seconds <= FAR_AWAY.toSeconds())
                .map(seconds -> Duration.ofSeconds(Math.round(seconds)));
    }

    /** For people: {@code Full in about 3 h 10 min at this pace.} */
    public String sentence() {
        if (limit.isEmpty()) {
            return growth().map(growth -> Messages.text("migration.log-forecast.no-limit-is-set-2", growth))
                    .orElse(Messages.text("migration.log-forecast.no-limit-is-set"));
        }
        String most = Quantities.bytes(limit.getAsLong());
        if (bytesPerSecond.isEmpty()) {
            return Messages.text("migration.log-forecast.limit", most);
        }
        return timeToFull()
                .map(time -> time.isZero()
                        ? Messages.text("migration.log-forecast.are-full", most)
                        : Messages.text("migration.log-forecast.full-in-about", most, roughly(time)))
                .orElse(Messages.text("migration.log-forecast.never-reaches-at-this-pace", most));
    }

    private Optional<String> growth() {
        return perMinute().map(growth -> Messages.text("migration.log-forecast.grows-by", growth));
    }

    /** Such as {@code 12.5 MB a minute}; empty when it does not grow. */
    public Optional<String> perMinute() {
        return bytesPerSecond
                .filter(pace -> pace >= LEAST_PACE)
                .map(pace -> Messages.text("migration.log-forecast.a-minute", Quantities.bytes(Math.round(pace * 60))));
    }

    /** A time as long as that to the limit, for people: {@code 3 h}. */
    public static String roughly(Duration time) {
        if (time.compareTo(Duration.ofMinutes(2)) < 0) {
            return Math.max(1, time.toSeconds()) + " s";
        }
        if (time.compareTo(Duration.ofHours(2)) < 0) {
            return time.toMinutes() + " min";
        }
        return time.compareTo(Duration.ofDays(2)) < 0
                ? time.toHours() + " h"
                : Messages.text("migration.log-forecast.days", time.toDays());
    }

    private static List<HistoryStretch> recent(ReplicationHistory history) {
        List<HistoryStretch> all = history.stretches();
        Instant end = all.get(all.size() - 1).to();
        int from = all.size() - 1;
        while (from > 0
                && !all.get(from).afterGap()
                && !all.get(from - 1).to().isBefore(end.minus(WINDOW))
                && all.get(from - 1).walKept().isPresent()) {
            from--;
        }
        return all.subList(from, all.size());
    }

    /** The slope of the line with the least squares. */
    private static Optional<Double> pace(List<HistoryStretch> recent) {
        Instant first = recent.get(0).to();
        if (Duration.between(first, recent.get(recent.size() - 1).to()).compareTo(LONG_ENOUGH) < 0) {
            return Optional.empty();
        }
        double meanTime = recent.stream()
                .mapToDouble(stretch -> seconds(first, stretch))
                .average()
                .orElse(0);
        double meanBytes =
                recent.stream().mapToDouble(LogForecast::bytes).average().orElse(0);
        double together = 0;
        double squares = 0;
        for (HistoryStretch stretch : recent) {
            double time = seconds(first, stretch) - meanTime;
            together += time * (bytes(stretch) - meanBytes);
            squares += time * time;
        }
        return squares == 0 ? Optional.empty() : Optional.of(together / squares);
    }

    private static double seconds(Instant first, HistoryStretch stretch) {
        return Duration.between(first, stretch.to()).toMillis() / 1_000.0;
    }

    private static double bytes(HistoryStretch stretch) {
        return stretch.walKept().map(Spread::last).orElse(0L);
    }
}
