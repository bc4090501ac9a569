package dev.planetfall.ui.control.chart;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.HistoryStretch;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what was measured at a moment. */
final class Moments {
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY = Messages.dates("date.weekday");

    private Moments() {}

    /** The stretch around the moment or the nearer one of two that follow each other; empty in a gap and outside. */
    static Optional<HistoryStretch> at(List<HistoryStretch> stretches, double moment) {
        int next = firstEndingAfter(stretches, moment);
        if (next == stretches.size()) {
            return stretches.isEmpty() || moment - end(stretches.get(next - 1)) > 1
                    ? Optional.empty()
                    : Optional.of(stretches.get(next - 1));
        }
        HistoryStretch later = stretches.get(next);
        double begin = TimeWindow.seconds(later.from());
        if (begin <= moment) {
            return Optional.of(later);
        }
        if (later.afterGap() || next == 0) {
            return begin - moment < 1 ? Optional.of(later) : near(stretches, next - 1, moment);
        }
        HistoryStretch earlier = stretches.get(next - 1);
        return Optional.of(moment - end(earlier) < begin - moment ? earlier : later);
    }

    /** For people, with the day unless it is today. */
    static String inWords(double moment, Instant now) {
        ZonedDateTime at = Instant.ofEpochMilli(Math.round(moment * 1_000)).atZone(ZoneId.systemDefault());
        boolean isToday =
                at.toLocalDate().equals(now.atZone(ZoneId.systemDefault()).toLocalDate());
        return (isToday ? TODAY : DAY).format(at);
    }

    private static Optional<HistoryStretch> near(List<HistoryStretch> stretches, int index, double moment) {
        return index >= 0 && moment - end(stretches.get(index)) < 1
                ? Optional.of(stretches.get(index))
                : Optional.empty();
    }

    private static int firstEndingAfter(List<HistoryStretch> stretches, double moment) {
        int low = 0;
        int high = stretches.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (end(stretches.get(middle)) < moment) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double end(HistoryStretch stretch) {
        return TimeWindow.seconds(stretch.to());
    }
}
