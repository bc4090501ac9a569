package dev.planetfall.ui.control;

import java.util.ArrayList;
import java.util.List;

/** Fewer points for the same picture: of each stretch the lowest and the highest stay, so no peak is lost. */
final class Decimation {
    private Decimation() {}

    /** One measured value; {@code x} never decreases from point to point. */
    record Point(double x, double y) {}

    /** @param limit at least 2; the answer has at most as many points */
    static List<Point> of(List<Point> points, int limit) {
        if (points.size() <= limit) {
            return points;
        }
        int stretches = limit / 2;
        List<Point> kept = new ArrayList<>(limit);
        for (int i = 0; i < stretches; i++) {
            int from = (int) ((long) i * points.size() / stretches);
            int to = (int) ((long) (i + 1) * points.size() / stretches);
            keepExtremes(points.subList(from, to), kept);
        }
        return kept;
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
