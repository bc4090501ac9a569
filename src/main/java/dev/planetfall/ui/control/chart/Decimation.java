package dev.planetfall.ui.control.chart;

import java.util.ArrayList;
import java.util.List;

/** Fewer points for the same picture: of each column of time the lowest and the highest stay, so no peak is lost. */
final class Decimation {
    private Decimation() {}

    /** One measured value; {@code x} never decreases from point to point. */
    record Point(double x, double y) {}

    /** @param columns into which the span is cut; each holds two points at most */
    static List<Point> of(List<Point> points, Span span, int columns) {
        List<Point> kept = new ArrayList<>();
        int from = 0;
        while (from < points.size()) {
            long column = column(points.get(from), span, columns);
            int to = from + 1;
            while (to < points.size() && column(points.get(to), span, columns) == column) {
                to++;
            }
            keepExtremes(points.subList(from, to), kept);
            from = to;
        }
        return kept;
    }

    private static long column(Point point, Span span, int columns) {
        return (long) Math.floor((point.x() - span.from()) / span.length() * columns);
    }

    private static void keepExtremes(List<Point> stretch, List<Point> kept) {
        int lowest = 0;
        int highest = 0;
        for (int i = 1; i < stretch.size(); i++) {
            lowest = stretch.get(i).y() < stretch.get(lowest).y() ? i : lowest;
            highest = stretch.get(i).y() > stretch.get(highest).y() ? i : highest;
        }
        kept.add(stretch.get(Math.min(lowest, highest)));
        if (lowest != highest) {
            kept.add(stretch.get(Math.max(lowest, highest)));
        }
    }
}
