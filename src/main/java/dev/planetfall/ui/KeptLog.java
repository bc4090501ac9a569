package dev.planetfall.ui;

import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.ReplicationStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much of its log the source keeps for a migration and where that leads: a forgotten slot fills the source's disk.
 *
 * @param bytesPerMinute growth over the last minutes; negative while the target catches up
 * @param limit bytes after which the source gives the slot up; empty when it never does
 * @param lost whether the source has given the slot up already
 */
record KeptLog(long bytes, double bytesPerMinute, OptionalLong limit, boolean lost) {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);
    private static final Duration FAR_AWAY = Duration.ofDays(999);
    private static final double WORTH_TELLING = 1024 * 1024;

    /** From measurements, oldest first; empty when there are none. */
    static Optional<KeptLog> of(List<ReplicationStatus> measurements) {
        if (measurements.isEmpty()) {
            return Optional.empty();
        }
        ReplicationStatus last = measurements.get(measurements.size() - 1);
        ReplicationStatus first = last;
        for (int i = measurements.size() - 1; i >= 0; i--) {
            if (Duration.between(measurements.get(i).at(), last.at()).compareTo(WINDOW) > 0) {
                break;
            }
            first = measurements.get(i);
        }
        Duration observed = Duration.between(first.at(), last.at());
        double perMinute = observed.compareTo(LONG_ENOUGH) < 0
                ? 0
                : (last.walKept() - first.walKept()) * 60_000.0 / observed.toMillis();
        return Optional.of(new KeptLog(last.walKept(), perMinute, last.walLimit(), last.isSlotLost()));
    }

    /** How long until the limit at the present growth; empty without a limit or growth. */
    Optional<Duration> timeToLimit() {
        if (limit.isEmpty() || bytesPerMinute < WORTH_TELLING) {
            return Optional.empty();
        }
        double minutes = Math.max(0, limit.getAsLong() - bytes) / bytesPerMinute;
        return Optional.of(Duration.ofSeconds(Math.min(Math.round(minutes * 60), FAR_AWAY.toSeconds())));
    }

    private static String roughly(Duration time) {
        if (time.toMinutes() < 60) {
            return Math.max(1, time.toMinutes()) + " min";
        }
        return time.toHours() < 48 ? time.toHours() + " h" : time.toDays() + " days";
    }

    Mark mark() {
        if (lost) {
            return Mark.FAILED;
        }
        boolean half = limit.isPresent() && bytes > limit.getAsLong() / 2;
        boolean soon = timeToLimit().filter(time -> time.toHours() < 1).isPresent();
        return half || soon ? Mark.WARNING : Mark.NOTE;
    }

    String sentence() {
        if (lost) {
            return "The source has thrown away log that this migration still needed: replication cannot go on, "
                    + "and the copy must be started again.";
        }
        StringBuilder sentence = new StringBuilder("The source keeps ")
                .append(Quantities.bytes(bytes))
                .append(" of log for this migration");
        limit.ifPresent(most -> sentence.append(", of at most ").append(Quantities.bytes(most)));
        if (bytesPerMinute >= WORTH_TELLING) {
            sentence.append(", growing by ")
                    .append(Quantities.bytes(Math.round(bytesPerMinute)))
                    .append(" a minute");
        }
        timeToLimit()
                .ifPresent(time ->
                        sentence.append("; the limit is reached in about ").append(roughly(time)));
        return sentence.append('.').toString();
    }
}
