package dev.planetfall.ui.control.chart;

import dev.planetfall.migration.HistoryStretch;
import dev.planetfall.migration.Spread;
import dev.planetfall.ui.control.chart.Decimation.Point;
import dev.planetfall.ui.control.chart.Decimation.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One figure over time: pieces whose points may be joined by lines. Between two of them nothing was measured, and nothing is drawn.
 */
record Curve(List<List<Slice>> pieces) {
    /** As many as a chart of half a window shows apart. */
    static final int COLUMNS = 200;

    /**
     * @param stretches in the order of time
     * @param figure empty where it was not measured
     * @param span what is shown; the points next to it are kept, so that a line leaves the picture where it should
     */
    static Curve of(
            List<HistoryStretch> stretches, Function<HistoryStretch, Optional<Spread>> figure, double unit, Span span) {
        List<List<Slice>> pieces = new ArrayList<>();
        List<Slice> piece = new ArrayList<>();
        for (HistoryStretch stretch : stretches) {
            Optional<Spread> value = figure.apply(stretch);
            if (stretch.afterGap() || value.isEmpty()) {
                add(pieces, piece, span);
                piece = new ArrayList<>();
            }
            if (value.isPresent()) {
                add(piece, stretch, value.get(), unit);
            }
        }
        add(pieces, piece, span);
        return new Curve(List.copyOf(pieces));
    }

    /** The usual value of each column. */
    List<List<Point>> lines() {
        return pieces.stream()
                .map(piece -> piece.stream()
                        .map(slice -> new Point(slice.x(), slice.usual()))
                        .toList())
                .toList();
    }

    /** From the lowest to the highest value of each column. */
    List<List<Point>> bands() {
        return pieces.stream().map(Curve::band).toList();
    }

    private static List<Point> band(List<Slice> piece) {
        List<Point> outline = new ArrayList<>();
        piece.forEach(slice -> outline.add(new Point(slice.x(), slice.most())));
        List<Slice> back = new ArrayList<>(piece);
        Collections.reverse(back);
        back.forEach(slice -> outline.add(new Point(slice.x(), slice.least())));
        return outline;
    }

    private static void add(List<Slice> piece, HistoryStretch stretch, Spread spread, double unit) {
        double from = TimeWindow.seconds(stretch.from());
        double to = TimeWindow.seconds(stretch.to());
        double least = spread.least() / unit;
        double most = spread.most() / unit;
        double last = spread.last() / unit;
        if (piece.isEmpty() && to > from) {
            piece.add(new Slice(from, least, most, last, 1));
        }
        piece.add(new Slice(to, least, most, last, 1));
    }

    private static void add(List<List<Slice>> pieces, List<Slice> piece, Span span) {
        int from = 0;
        while (from + 1 < piece.size() && piece.get(from + 1).x() < span.from()) {
            from++;
        }
        int to = piece.size();
        while (to > from + 1 && piece.get(to - 2).x() > span.to()) {
            to--;
        }
        List<Slice> seen = piece.subList(Math.min(from, to), to);
        boolean isOutside = seen.isEmpty()
                || seen.get(0).x() > span.to()
                || seen.get(seen.size() - 1).x() < span.from();
        if (!isOutside) {
            pieces.add(Decimation.of(seen, span, COLUMNS));
        }
    }
}
