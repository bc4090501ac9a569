package dev.planetfall.ui.control.chart;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.HistoryStretch;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Scale;
import dev.planetfall.migration.TableCopy.State;
import dev.planetfall.migration.TableCounts;
import dev.planetfall.ui.control.chart.CurvePlot.Layer;
import dev.planetfall.ui.control.chart.Decimation.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How many tables are in each state, stacked: what is live at the bottom. */
final class TablesChart extends HistoryChart {
    private static final List<State> FROM_BELOW =
            List.of(State.READY, State.CATCHING_UP, State.COPIED, State.COPYING, State.WAITING);

    TablesChart(TimeWindow window) {
        super(window, Messages.text("chart.tables-chart.tables"), "chart-tables");
    }

    @Override
    List<Layer> layers(List<HistoryStretch> all, Span shown) {
        List<List<HistoryStretch>> pieces = pieces(all, shown);
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < FROM_BELOW.size(); i++) {
            List<State> below = FROM_BELOW.subList(0, i);
            List<State> with = FROM_BELOW.subList(0, i + 1);
            layers.add(new Layer(
                    "chart-state-"
                            + FROM_BELOW.get(i).name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    pieces.stream().map(piece -> outline(piece, below, with)).toList(),
                    true));
        }
        return layers;
    }

    /** The runs between gaps, with one stretch at most for each column of the picture, the last one. */
    private static List<List<HistoryStretch>> pieces(List<HistoryStretch> all, Span shown) {
        List<List<HistoryStretch>> pieces = new ArrayList<>();
        List<HistoryStretch> piece = new ArrayList<>();
        long column = Long.MIN_VALUE;
        for (HistoryStretch stretch : all) {
            if (stretch.afterGap() && !piece.isEmpty()) {
                pieces.add(piece);
                piece = new ArrayList<>();
            }
            long here = (long)
                    Math.floor((TimeWindow.seconds(stretch.to()) - shown.from()) / shown.length() * Curve.COLUMNS);
            boolean isBefore = here < 0 || here > Curve.COLUMNS;
            if (!piece.isEmpty() && piece.size() > 1 && (here == column || (isBefore && column < 0))) {
                piece.remove(piece.size() - 1);
            }
            piece.add(stretch);
            column = here;
        }
        if (!piece.isEmpty()) {
            pieces.add(piece);
        }
        return pieces;
    }

    private static List<Point> outline(List<HistoryStretch> piece, List<State> below, List<State> with) {
        List<Point> top = new ArrayList<>();
        List<Point> floor = new ArrayList<>();
        for (HistoryStretch stretch : piece) {
            double at = TimeWindow.seconds(stretch.to());
            top.add(new Point(at, sum(stretch.tables(), with)));
            floor.add(new Point(at, sum(stretch.tables(), below)));
        }
        Collections.reverse(floor);
        top.addAll(floor);
        return top;
    }

    private static double sum(TableCounts tables, List<State> states) {
        return states.stream().mapToLong(tables::in).sum();
    }

    @Override
    Scale scale(double highest) {
        return Scale.ofCounts(highest);
    }

    @Override
    Optional<String> words(HistoryStretch stretch) {
        return Optional.of(FROM_BELOW.stream()
                        .filter(state -> stretch.tables().in(state) > 0)
                        .map(state -> Quantities.count(stretch.tables().in(state)) + " "
                                + state.title().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")))
                .filter(words -> !words.isEmpty());
    }

    @Override
    String tick(double amount) {
        return Quantities.count(Math.round(amount));
    }
}
