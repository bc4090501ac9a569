package dev.planetfall.ui.control.chart;

import dev.planetfall.migration.HistoryStretch;
import dev.planetfall.migration.Spread;
import dev.planetfall.ui.control.chart.Decimation.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One figure over time: stretches of points that may be joined by lines. Between two of them nothing was measured, and nothing is
 * drawn.
 */
record Curve(List<List<Point>> pieces) {
    /** Two points each: what a chart draws without a stall. */
    static final int COLUMNS = 300;

    /**
     * @param stretches in the order of time
     * @param figure empty where it was not measured
     * @param span what is shown; the points next to it are kept, so that a line leaves the picture where it should
     */
    static Curve of(
            List<HistoryStretch> stretches, Function<HistoryStretch, Optional<Spread>> figure, double unit, Span span) {
        List<List<Point>> pieces = new ArrayList<>();
        List<Point> piece = new ArrayList<>();
        for (HistoryStretch stretch : stretches) {
            Optional<Spread> value = figure.apply(stretch);
            if (stretch.afterGap() || value.isEmpty()) {
                add(pieces, piece, span);
                piece = new ArrayList<>();
            }
            List<Point> points = piece;
            value.ifPresent(spread -> add(points, stretch, spread, unit));
        }
        add(pieces, piece, span);
        return new Curve(List.copyOf(pieces));
    }

    Stream<Point> points() {
        return pieces.stream().flatMap(List::stream);
    }

    private static void add(List<Point> piece, HistoryStretch stretch, Spread spread, double unit) {
        double from = TimeWindow.seconds(stretch.from());
        double to = TimeWindow.seconds(stretch.to());
        if (to > from) {
            piece.add(new Point(from, spread.least() / unit));
            piece.add(new Point((from + to) / 2, spread.most() / unit));
        }
        piece.add(new Point(to, spread.last() / unit));
    }

    private static void add(List<List<Point>> pieces, List<Point> piece, Span span) {
        int from = 0;
        while (from + 1 < piece.size() && piece.get(from + 1).x() < span.from()) {
            from++;
        }
        int to = piece.size();
        while (to > from + 1 && piece.get(to - 2).x() > span.to()) {
            to--;
        }
        List<Point> seen = piece.subList(Math.min(from, to), to);
        boolean isOutside = seen.isEmpty()
                || seen.get(0).x() > span.to()
                || seen.get(seen.size() - 1).x() < span.from();
        if (!isOutside) {
            pieces.add(Decimation.of(seen, span, COLUMNS));
        }
    }
}
