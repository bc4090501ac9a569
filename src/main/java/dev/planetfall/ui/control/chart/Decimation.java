package dev.planetfall.ui.control.chart;

import java.util.ArrayList;
import java.util.List;

/** Fewer points for the same picture: what falls into one column of it becomes one slice with its lowest and highest value. */
final class Decimation {
    private Decimation() {}

    /** A point of a line. */
    record Point(double x, double y) {}

    /**
     * What was measured at a place of the axis.
     *
     * @param usual the newest value of one measurement, the mean of several
     * @param weight of how many it is the mean
     */
    record Slice(double x, double least, double most, double usual, int weight) {
        private Slice with(Slice next) {
            int both = weight + next.weight;
            return new Slice(
                    next.x,
                    Math.min(least, next.least),
                    Math.max(most, next.most),
                    (usual * weight + next.usual * next.weight) / both,
                    both);
        }
    }

    /**
     * @param slices whose {@code x} never decreases
     * @param columns into which the span is cut
     */
    static List<Slice> of(List<Slice> slices, Span span, int columns) {
        List<Slice> kept = new ArrayList<>();
        long last = Long.MIN_VALUE;
        for (Slice slice : slices) {
            long column = (long) Math.floor((slice.x() - span.from()) / span.length() * columns);
            if (column == last) {
                kept.set(kept.size() - 1, kept.get(kept.size() - 1).with(slice));
            } else {
                kept.add(slice);
            }
            last = column;
        }
        return kept;
    }
}
