package dev.planetfall.bench.copy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One run of one method.
 *
 * @param mode such as {@code quiet}
 * @param data what was copied, see {@link SampleData#name}
 * @param amount of it, in the unit by which growth is told: gigabytes as measured, or tables
 * @param round from 1
 * @param drained how long the target needed, once all was copied, for what an application had written until then
 * @param writesPerSecond of that application
 */
record Figures(
        String mode,
        String data,
        double amount,
        String keyword,
        String title,
        int round,
        Copied copied,
        Optional<Duration> drained,
        Optional<Double> writesPerSecond,
        ServerCosts costs) {
    static final String CSV_HEADER =
            "mode,data,amount,method,round,seconds,seconds_to_drain,seconds_with_start_and_statistics,"
                    + "target_wal_bytes,servers_cpu_seconds,clients_cpu_seconds,peak_heap_bytes,writes_per_second";

    /** Until all is copied and, where an application writes, has arrived. */
    double seconds() {
        return seconds(copied.took().plus(drained.orElse(Duration.ZERO)));
    }

    String csv() {
        return String.join(
                ",",
                List.of(
                        mode,
                        '"' + data + '"',
                        number(amount),
                        keyword,
                        Integer.toString(round),
                        number(seconds()),
                        drained.map(Figures::seconds).map(Figures::number).orElse(""),
                        number(seconds(copied.whole())),
                        Long.toString(costs.walBytes()),
                        costs.servers()
                                .map(Figures::seconds)
                                .map(Figures::number)
                                .orElse(""),
                        costs.clients()
                                .map(Figures::seconds)
                                .map(Figures::number)
                                .orElse(""),
                        copied.peakHeapBytes().isPresent()
                                ? Long.toString(copied.peakHeapBytes().getAsLong())
                                : "",
                        writesPerSecond.map(Figures::number).orElse("")));
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
