package dev.planetfall.migration.watch;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.TableCopy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How fast the first copy runs, judged by the measurements made so far.
 *
 * @param bytesPerSecond over the last half minute; 0 when nothing arrived or nothing is known
 * @param timeLeft as people read a range, such as {@code 4-6 min}; empty when it cannot be told yet
 * @param silence how long no byte has arrived
 */
public record CopyPace(double bytesPerSecond, Optional<String> timeLeft, Duration silence) {
    private static final Duration RECENT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORTEST_BASIS = Duration.ofSeconds(4);
    /** A range narrower than this promises more than two rates can tell. */
    private static final double UNCERTAINTY = 0.15;

    private static final long SECONDS_UNTIL_MINUTES = 90;
    private static final long MINUTES_UNTIL_HOURS = 90;

    public static CopyPace of(List<ReplicationStatus> measurements) {
        if (measurements.isEmpty()) {
            return new CopyPace(0, Optional.empty(), Duration.ZERO);
        }
        double recent = rate(measurements, RECENT);
        double steady = rate(measurements, LONG);
        return new CopyPace(
                recent,
                range(bytesLeft(measurements.get(measurements.size() - 1)), recent, steady),
                silence(measurements));
    }

    /** What of the tables is there. A finished table counts in full: on the target it may be smaller than it was. */
    public static long bytesDone(ReplicationStatus status) {
        return status.bytesTotal() - bytesLeft(status);
    }

    private static long bytesLeft(ReplicationStatus status) {
        return status.tables().stream()
                .filter(CopyPace::isBeingCopied)
                .mapToLong(table -> Math.max(0, table.bytesTotal() - table.bytesCopied()))
                .sum();
    }

    private static boolean isBeingCopied(TableCopy table) {
        return !table.state().isCopied();
    }

    private static double rate(List<ReplicationStatus> measurements, Duration window) {
        ReplicationStatus newest = measurements.get(measurements.size() - 1);
        Instant from = newest.at().minus(window);
        ReplicationStatus first = newest;
        for (int i = measurements.size() - 1;
                i >= 0 && !measurements.get(i).at().isBefore(from);
                i--) {
            first = measurements.get(i);
        }
        Duration basis = Duration.between(first.at(), newest.at());
        if (basis.compareTo(SHORTEST_BASIS) < 0) {
            return 0;
        }
        return Math.max(0, (newest.bytesCopied() - first.bytesCopied()) * 1_000.0 / basis.toMillis());
    }

    private static Duration silence(List<ReplicationStatus> measurements) {
        ReplicationStatus newest = measurements.get(measurements.size() - 1);
        Instant since = newest.at();
        for (int i = measurements.size() - 1; i >= 0; i--) {
            if (measurements.get(i).bytesCopied() != newest.bytesCopied()) {
                break;
            }
            since = measurements.get(i).at();
        }
        return Duration.between(since, newest.at());
    }

    private static Optional<String> range(long bytesLeft, double recent, double steady) {
        double slow = Math.min(recent, steady);
        if (bytesLeft <= 0 || slow <= 0) {
            return Optional.empty();
        }
        double soonest = bytesLeft / Math.max(recent, steady) * (1 - UNCERTAINTY);
        double latest = bytesLeft / slow * (1 + UNCERTAINTY);
        return Optional.of(inWords(soonest, latest));
    }

    private static String inWords(double soonestSeconds, double latestSeconds) {
        if (latestSeconds < 10) {
            return Messages.text("watch.copy-pace.a-few-seconds");
        }
        if (latestSeconds < SECONDS_UNTIL_MINUTES) {
            return inSteps(soonestSeconds, latestSeconds, 5) + " s";
        }
        double minutes = latestSeconds / 60;
        if (minutes < MINUTES_UNTIL_HOURS) {
            return inSteps(soonestSeconds / 60, minutes, 1) + " min";
        }
        return inSteps(soonestSeconds / 3_600, latestSeconds / 3_600, 1) + " h";
    }

    private static String inSteps(double low, double high, int step) {
        long from = Math.max(step, Math.round(low / step) * step);
        long to = Math.max(step, Math.round(high / step) * step);
        return from >= to ? String.valueOf(to) : from + "-" + to;
    }
}
