package dev.planetfall.ui.control;

import dev.planetfall.ui.control.Decimation.Point;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import javafx.geometry.Pos;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** One curve of a {@link LagChart} over the time of day, with its name and newest value above it. */
final class LagPlot extends VBox {
    /** Above this many points a line chart stalls the window at every change. */
    static final int MOST_POINTS = 600;

    /** The same for both curves, so that a moment stands at the same place in both. */
    private static final double AMOUNT_WIDTH = 72;

    private static final double SHORTEST = 30;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final DoubleFunction<String> format;
    private final DoubleFunction<Scale> scale;
    private final NumberAxis time = new NumberAxis();
    private final NumberAxis amount = new NumberAxis();
    private final XYChart.Series<Number, Number> series = new XYChart.Series<>();
    private final Label newest = new Label();

    LagPlot(String name, String style, DoubleFunction<String> format, DoubleFunction<Scale> scale) {
        this.format = format;
        this.scale = scale;
        getStyleClass().addAll("lag-plot", style);
        time.setTickLabelFormatter(words(this::timeOfDay));
        amount.setTickLabelFormatter(words(format));
        for (NumberAxis axis : List.of(time, amount)) {
            axis.setAutoRanging(false);
            axis.setAnimated(false);
            axis.setMinorTickVisible(false);
        }
        amount.setMinWidth(AMOUNT_WIDTH);
        amount.setPrefWidth(AMOUNT_WIDTH);
        amount.setMaxWidth(AMOUNT_WIDTH);
        LineChart<Number, Number> chart = new LineChart<>(time, amount);
        chart.setAnimated(false);
        chart.setCreateSymbols(false);
        chart.setLegendVisible(false);
        chart.setVerticalGridLinesVisible(false);
        chart.setMinHeight(84);
        chart.setPrefHeight(96);
        chart.getData().add(series);
        VBox.setVgrow(chart, Priority.ALWAYS);
        getChildren().addAll(legend(name), chart);
    }

    void show(List<Point> points) {
        Point last = points.get(points.size() - 1);
        double from = Math.min(points.get(0).x(), last.x() - SHORTEST);
        double mark = Scale.ofSeconds(last.x() - from).tick();
        time.setLowerBound(Math.floor(from / mark) * mark);
        time.setUpperBound(last.x());
        time.setTickUnit(mark);
        Scale fitting = scale.apply(points.stream().mapToDouble(Point::y).max().orElse(0));
        amount.setLowerBound(0);
        amount.setUpperBound(fitting.top());
        amount.setTickUnit(fitting.tick());
        series.getData()
                .setAll(Decimation.of(points, MOST_POINTS).stream()
                        .map(point -> new XYChart.Data<Number, Number>(point.x(), point.y()))
                        .toList());
        newest.setText(format.apply(last.y()));
    }

    private String timeOfDay(double seconds) {
        if (seconds % time.getTickUnit() != 0) {
            // The end of the axis is a mark too, wherever it falls, and would crowd the one before.
            return "";
        }
        DateTimeFormatter precise = time.getTickUnit() < 60 ? TIME : MINUTES;
        return precise.format(Instant.ofEpochSecond((long) seconds));
    }

    int points() {
        return series.getData().size();
    }

    private HBox legend(String name) {
        Region swatch = new Region();
        swatch.getStyleClass().add("lag-swatch");
        Label label = new Label(name);
        label.getStyleClass().add("lag-name");
        newest.getStyleClass().add("lag-newest");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox legend = new HBox(swatch, label, gap, newest);
        legend.setAlignment(Pos.CENTER_LEFT);
        legend.getStyleClass().add("lag-legend");
        return legend;
    }

    private static StringConverter<Number> words(DoubleFunction<String> format) {
        return new StringConverter<>() {
            @Override
            public String toString(Number number) {
                return format.apply(number.doubleValue());
            }

            @Override
            public Number fromString(String text) {
                throw new UnsupportedOperationException("An axis is not typed");
            }
        };
    }
}
