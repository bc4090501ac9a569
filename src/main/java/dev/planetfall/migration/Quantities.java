package dev.planetfall.migration;

import dev.planetfall.language.Language;
import dev.planetfall.language.Messages;
import java.time.Duration;

/** Numbers as people read them, the same in the window, the report and the log. */
public final class Quantities {
    private static final String[] BYTE_UNITS = {"", "kB", "MB", "GB", "TB", "PB"};

    private Quantities() {}

    /** Powers of 1,024, three significant digits, as PostgreSQL's {@code pg_size_pretty}: {@code 1.53 GB}. */
    public static String bytes(long bytes) {
        double size = bytes;
        int unit = 0;
        while (Math.abs(size) >= 1024 && unit < BYTE_UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        if (unit == 0) {
            return Messages.text("migration.quantities.bytes", bytes);
        }
        String form = Math.abs(size) >= 100 ? "%.0f" : Math.abs(size) >= 10 ? "%.1f" : "%.2f";
        return form(form, size) + " " + BYTE_UNITS[unit];
    }

    /** With thousands separators: {@code 1,234,567}. */
    public static String count(long number) {
        return form("%,d", number);
    }

    /** The two largest units that matter: {@code 640 ms}, {@code 4.2 s}, {@code 3 min 20 s}, {@code 2 h 5 min}. */
    public static String duration(Duration time) {
        long millis = time.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return form("%.1f s", millis / 1_000.0);
        }
        if (time.toHours() < 1) {
            return time.toMinutes() + " min " + time.toSecondsPart() + " s";
        }
        if (time.toDays() < 1) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toDays() + " d " + time.toHoursPart() + " h";
    }

    /**
     * How long ago something was: {@code 42 s}, {@code 3 min}, {@code 2 h 5 min}, {@code 4 d}. From a minute on seconds tell nothing
     * more.
     */
    public static String age(Duration time) {
        if (time.toMinutes() < 1) {
            return Math.max(1, time.toSeconds()) + " s";
        }
        if (time.toHours() < 1) {
            return time.toMinutes() + " min";
        }
        if (time.toDays() < 1) {
            return time.toMinutesPart() == 0 ? time.toHours() + " h" : duration(time);
        }
        return time.toHoursPart() == 0 ? time.toDays() + " d" : duration(time);
    }

    private static String form(String form, Object number) {
        return String.format(Language.current().locale(), form, number);
    }
}
