package dev.planetfall.ui.control.chart;

import dev.planetfall.migration.ReplicationHistory;
import java.time.Instant;
import java.util.List;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** How far the source has been behind PlanetScale since it began to follow it, in time and in bytes. */
public final class WayBackChart extends HBox {
    private static final double HEIGHT = 130;

    private final TimeWindow window = new TimeWindow();
    private final List<HistoryChart> charts = List.of(FigureChart.lagTime(window), FigureChart.lagBytes(window));

    public WayBackChart() {
        setId("way-back-chart");
        getStyleClass().add("chart-row");
        setSpacing(12);
        for (HistoryChart chart : charts) {
            chart.setId("way-back-" + chart.getId());
            chart.setPrefHeight(HEIGHT);
            chart.setMinHeight(HEIGHT);
            chart.setPrefWidth(0);
            chart.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(chart, Priority.ALWAYS);
        }
        window.rangeProperty().set(TimeWindow.Range.ALL);
        getChildren().addAll(charts);
    }

    public void show(ReplicationHistory history, Instant since) {
        ReplicationHistory drawn = history.since(since);
        charts.forEach(chart -> chart.show(drawn));
        window.follow(drawn.stretches());
    }
}
