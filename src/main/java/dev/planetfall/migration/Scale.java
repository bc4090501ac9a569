package dev.planetfall.migration;

import java.util.stream.DoubleStream;

/**
 * Round numbers for an axis from zero, the same in the window and the report.
 *
 * @param top the end of the axis, at or above the highest value
 * @param tick the distance of two marks
 */
public record Scale(double top, double tick) {
    private static final int MOST_TICKS = 4;
    private static final double[] DECIMAL = {1, 2, 5, 10, 20, 50, 100, 200, 500};
    private static final double[] SECONDS = {
        0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600,
        7_200, 21_600, 43_200, 86_400
    };

    /** For bytes: marks at 1, 2, 5, 10 and so on of a unit that is a power of 1,024. */
    public static Scale ofBytes(double highest) {
        double unit = 1;
        while (highest / unit > 1_024 && unit < Math.pow(1_024, 5)) {
            unit *= 1_024;
        }
        double of = unit;
        return choose(highest, DoubleStream.of(DECIMAL).map(step -> step * of).toArray());
    }

    /** For things that are counted, which have no halves. */
    public static Scale ofCounts(double highest) {
        double unit = 1;
        while (highest / unit > 2_000) {
            unit *= 1_000;
        }
        double of = unit;
        return choose(highest, DoubleStream.of(DECIMAL).map(step -> step * of).toArray());
    }

    /** For seconds: marks where clocks have them. */
    public static Scale ofSeconds(double highest) {
        return choose(highest, SECONDS);
    }

    private static Scale choose(double highest, double[] steps) {
        for (double step : steps) {
            if (highest <= step * MOST_TICKS) {
                return new Scale(Math.max(1, Math.ceil(highest / step)) * step, step);
            }
        }
        double step = Math.ceil(highest / MOST_TICKS / steps[steps.length - 1]) * steps[steps.length - 1];
        return new Scale(Math.ceil(highest / step) * step, step);
    }
}
