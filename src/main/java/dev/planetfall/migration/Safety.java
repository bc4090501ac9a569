package dev.planetfall.migration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How safe source and migration are while rows travel.
 *
 * @param alarms that stand now, the most urgent first
 * @param diagnosis why it is slow or stands still, when somebody or the program asked last
 * @param pausedAt when a person paused replication with this program; empty while it is not
 */
public record Safety(List<Alarm> alarms, Optional<Instant> pausedAt, Optional<Diagnosis> diagnosis) {
    public static final Safety NONE = new Safety(List.of(), Optional.empty(), Optional.empty());

    public Safety {
        alarms = List.copyOf(alarms);
    }

    public Optional<Alarm> alarm(String id) {
        return alarms.stream().filter(alarm -> alarm.id().equals(id)).findFirst();
    }

    Safety with(Alarm raised) {
        return new Safety(
                Stream.concat(others(raised), Stream.of(raised))
                        .sorted(Alarm.MOST_URGENT_FIRST)
                        .toList(),
                pausedAt,
                diagnosis);
    }

    Safety without(Alarm cleared) {
        return new Safety(others(cleared).toList(), pausedAt, diagnosis);
    }

    Safety paused(Optional<Instant> newPausedAt) {
        return new Safety(alarms, newPausedAt, diagnosis);
    }

    Safety with(Diagnosis newest) {
        return new Safety(alarms, pausedAt, Optional.of(newest));
    }

    private Stream<Alarm> others(Alarm alarm) {
        return alarms.stream().filter(other -> !other.id().equals(alarm.id()));
    }
}
