package dev.planetfall.ui.control.chart;

/**
 * A stretch of time on an axis.
 *
 * @param from seconds since 1970, as the end
 */
record Span(double from, double to) {
    double length() {
        return to - from;
    }

    boolean contains(double at) {
        return at >= from && at <= to;
    }

    /** The same length or less, inside the limits. */
    Span within(Span limits) {
        double wanted = Math.min(length(), limits.length());
        double begin = Math.min(Math.max(from, limits.from), limits.to - wanted);
        return new Span(begin, begin + wanted);
    }
}
