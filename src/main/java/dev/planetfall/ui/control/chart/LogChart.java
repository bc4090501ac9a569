package dev.planetfall.ui.control.chart;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.HistoryStretch;
import dev.planetfall.migration.LogForecast;
import dev.planetfall.migration.ReplicationHistory;
import dev.planetfall.ui.control.chart.CurvePlot.Layer;
import dev.planetfall.ui.control.chart.Decimation.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The log that the source keeps, with its limit as soon as that is in reach, and where it leads at the present pace. */
final class LogChart extends FigureChart {
    /** Farther away, the limit would press the line to the floor. */
    private static final double IN_REACH = 0.2;

    private static final double FUTURE = 0.25;

    private Optional<LogForecast> forecast = Optional.empty();

    LogChart(TimeWindow window) {
        super(window, Messages.text("chart.log-chart.log-kept"), "chart-log-kept", HistoryStretch::walKept);
    }

    @Override
    void refreshNote(ReplicationHistory known) {
        forecast = LogForecast.of(known);
        showNote(forecast.map(LogForecast::sentence).orElse(""));
    }

    @Override
    double future(ReplicationHistory known, Span shown) {
        boolean isNow = window.zoomProperty().get().isEmpty();
        return isNow && forecast.flatMap(LogForecast::timeToFull).isPresent() ? shown.length() * FUTURE : 0;
    }

    @Override
    List<Layer> layers(List<HistoryStretch> all, Span shown) {
        List<Layer> layers = new ArrayList<>(super.layers(all, shown));
        forecast.ifPresent(known -> {
            double end = shown.to() + future(ReplicationHistory.NONE, shown);
            List<Point> ahead = ahead(known, end);
            double highest = Math.max(
                    layers.stream()
                            .flatMap(layer -> layer.outlines().stream())
                            .flatMap(List::stream)
                            .mapToDouble(Point::y)
                            .max()
                            .orElse(0),
                    ahead.stream().mapToDouble(Point::y).max().orElse(0));
            known.limit().ifPresent(limit -> {
                if (highest >= limit * IN_REACH) {
                    layers.add(new Layer(
                            "chart-limit",
                            List.of(List.of(new Point(shown.from(), limit), new Point(end, limit))),
                            false));
                }
            });
            if (!ahead.isEmpty()) {
                layers.add(new Layer("chart-forecast", List.of(ahead), false));
            }
        });
        return layers;
    }

    /** From the newest measurement to where the limit is reached or the axis ends. */
    private static List<Point> ahead(LogForecast forecast, double end) {
        double now = TimeWindow.seconds(forecast.at());
        return forecast.timeToFull()
                .filter(time -> end > now)
                .map(time -> {
                    double until = Math.min(end, now + time.toMillis() / 1_000.0);
                    double pace = forecast.bytesPerSecond().orElse(0.0);
                    return List.of(
                            new Point(now, forecast.kept()), new Point(until, forecast.kept() + pace * (until - now)));
                })
                .orElse(List.of());
    }
}
