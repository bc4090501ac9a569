package dev.planetfall.ui.control.chart;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.ReplicationHistory;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * All that is measured of a migration over time, as charts that are read and zoomed together: two of them as a summary, and all of
 * them beside each other, of which one can be enlarged. On the JavaFX thread only.
 */
public final class HistoryCharts {
    private static final double WIDE = 740;
    private static final double LOWEST = 132;

    private final TimeWindow window = new TimeWindow();
    private final List<HistoryChart> summaryCharts = List.of(FigureChart.lagBytes(window), FigureChart.lagTime(window));
    private final List<HistoryChart> charts = List.of(
            FigureChart.lagBytes(window),
            FigureChart.lagTime(window),
            new LogChart(window),
            FigureChart.copySpeed(window),
            FigureChart.applySpeed(window),
            new TablesChart(window));
    private final ChartBar bar = new ChartBar(window);
    private final StackPane summary = new StackPane();
    private final GridPane grid = new GridPane();
    private final Label empty = emptyLabel();
    private Optional<HistoryChart> enlarged = Optional.empty();
    private ReplicationHistory history = ReplicationHistory.NONE;
    private int columns;

    public HistoryCharts() {
        VBox both = new VBox();
        both.getStyleClass().add("chart-summary");
        summaryCharts.forEach(chart -> {
            chart.setId("summary-" + chart.getId());
            VBox.setVgrow(chart, Priority.ALWAYS);
            both.getChildren().add(chart);
        });
        summary.getChildren().addAll(both, empty);
        grid.getStyleClass().add("chart-grid");
        grid.setId("history-charts");
        charts.forEach(this::addEnlarging);
        grid.widthProperty().subscribe(width -> arrange());
        arrange();
        show(ReplicationHistory.NONE);
    }

    /** What to choose and to save: above the charts. */
    public Region bar() {
        return bar;
    }

    /** The delay alone, for a place beside other things. */
    public Region summary() {
        return summary;
    }

    /** All charts. */
    public Region grid() {
        return grid;
    }

    /** The history that is drawn. */
    public ReplicationHistory history() {
        return history;
    }

    /** Draws this history from now on. */
    public void show(ReplicationHistory newHistory) {
        if (newHistory.equals(history) && !newHistory.isEmpty()) {
            return;
        }
        history = newHistory;
        empty.setVisible(history.isEmpty());
        summary.getChildren().get(0).setVisible(!history.isEmpty());
        bar.setDisable(history.isEmpty());
        summaryCharts.forEach(chart -> chart.show(history));
        charts.forEach(chart -> chart.show(history));
        window.follow(history.stretches());
    }

    /** To be called when what holds the charts was shown or hidden: what is not seen is not drawn. */
    public void refresh() {
        summaryCharts.forEach(HistoryChart::requestRedraw);
        charts.forEach(HistoryChart::requestRedraw);
    }

    private void addEnlarging(HistoryChart chart) {
        Button button = new Button();
        button.setId("enlarge-" + chart.getId());
        button.getStyleClass().addAll("chart-enlarge", "button-icon", "flat");
        button.setOnAction(click -> {
            enlarged = enlarged.isPresent() ? Optional.empty() : Optional.of(chart);
            columns = 0;
            arrange();
            button.requestFocus();
        });
        name(button, chart, false);
        chart.header().getChildren().add(button);
    }

    private static void name(Button button, HistoryChart chart, boolean large) {
        String words = large
                ? Messages.text("chart.history-charts.show-all-charts")
                : Messages.text("chart.history-charts.enlarge", chart.name());
        button.setGraphic(new FontIcon(large ? "fth-minimize-2" : "fth-maximize-2"));
        button.setAccessibleText(words);
        button.setTooltip(new Tooltip(words));
    }

    /** Three beside each other where there is room, else two; the enlarged one alone. */
    private void arrange() {
        int wanted = enlarged.isPresent() ? 1 : grid.getWidth() >= WIDE ? 3 : 2;
        if (wanted == columns) {
            return;
        }
        columns = wanted;
        List<HistoryChart> shown = enlarged.map(List::of).orElse(charts);
        charts.forEach(chart -> {
            chart.setVisible(shown.contains(chart));
            name((Button) lastOf(chart.header().getChildren()), chart, enlarged.isPresent());
        });
        grid.getChildren().clear();
        grid.getColumnConstraints().clear();
        grid.getRowConstraints().clear();
        for (int i = 0; i < columns; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / columns);
            grid.getColumnConstraints().add(column);
        }
        for (int i = 0; i * columns < shown.size(); i++) {
            RowConstraints row = new RowConstraints(LOWEST, LOWEST, Double.MAX_VALUE);
            row.setVgrow(Priority.ALWAYS);
            grid.getRowConstraints().add(row);
        }
        for (int i = 0; i < shown.size(); i++) {
            grid.add(shown.get(i), i % columns, i / columns);
        }
    }

    private static Node lastOf(List<Node> nodes) {
        return nodes.get(nodes.size() - 1);
    }

    private static Label emptyLabel() {
        Label label = new Label(Messages.text("chart.history-charts.the-lag-appears-here-as"));
        label.getStyleClass().add("chart-empty");
        label.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        label.setWrapText(true);
        return label;
    }
}
