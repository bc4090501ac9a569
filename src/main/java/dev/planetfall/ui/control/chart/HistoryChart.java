package dev.planetfall.ui.control.chart;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.HistoryStretch;
import dev.planetfall.migration.ReplicationHistory;
import dev.planetfall.migration.Scale;
import dev.planetfall.ui.control.chart.CurvePlot.Layer;
import dev.planetfall.ui.control.chart.Decimation.Point;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.chart.NumberAxis;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/**
 * One chart of the history: its name and the value that is read above it, a note below where there is something to say. Draws only
 * while it is shown.
 */
abstract class HistoryChart extends VBox {
    static final String NOT_MEASURED = Messages.text("chart.history-chart.not-measured");

    /** The same in all charts, so that a moment stands at the same place in those above each other. */
    private static final double AMOUNT_WIDTH = 68;

    final TimeWindow window;
    private final String name;
    private final TimeAxis time = new TimeAxis();
    private final NumberAxis amount = new NumberAxis();
    private final CurvePlot plot = new CurvePlot(time, amount);
    private final Label value = new Label();
    private final Label note = new Label();
    private final HBox legend;
    private ReplicationHistory history = ReplicationHistory.NONE;
    private List<HistoryStretch> stretches = List.of();
    private boolean stale = true;

    HistoryChart(TimeWindow window, String name, String style) {
        this.window = window;
        this.name = name;
        getStyleClass().addAll("history-chart", style);
        setId(style);
        setUpAmount();
        value.getStyleClass().add("chart-value");
        note.getStyleClass().add("chart-note");
        plot.setMinHeight(72);
        plot.setPrefHeight(96);
        VBox.setVgrow(plot, Priority.ALWAYS);
        legend = legend();
        getChildren().addAll(legend, note, plot);
        new ChartGestures(plot, window);
        window.shownProperty().subscribe(span -> requestRedraw());
        window.readingProperty().subscribe(this::read);
        visibleProperty().subscribe(shown -> requestRedraw());
        sceneProperty().subscribe(scene -> requestRedraw());
        showNote("");
    }

    /** Draws this history from now on; {@link TimeWindow#follow} says which part of it. */
    final void show(ReplicationHistory newHistory) {
        history = newHistory;
        stretches = newHistory.stretches();
        requestRedraw();
    }

    /** Draws with the next picture of the window, once for whatever has changed until then. */
    final void requestRedraw() {
        stale = true;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        if (stale && isSeen()) {
            stale = false;
            redraw();
        }
        super.layoutChildren();
    }

    private boolean isSeen() {
        boolean seen = getScene() != null;
        for (Node part = this; part != null; part = part.getParent()) {
            seen = seen && part.isVisible();
        }
        return seen;
    }

    final String name() {
        return name;
    }

    final String value() {
        return value.getText();
    }

    final String note() {
        return note.getText();
    }

    final CurvePlot plot() {
        return plot;
    }

    final HBox header() {
        return legend;
    }

    /** What is drawn of the part that is shown. */
    abstract List<Layer> layers(List<HistoryStretch> all, Span shown);

    /** Round numbers for the height of what is drawn. */
    abstract Scale scale(double highest);

    /** What the chart says of a stretch; empty where it was not measured. */
    abstract Optional<String> words(HistoryStretch stretch);

    abstract String tick(double amount);

    /** How far beyond the newest measurement the axis goes. */
    double future(ReplicationHistory known, Span shown) {
        return 0;
    }

    final void showNote(String words) {
        note.setText(words);
        note.setVisible(!words.isEmpty());
        note.setManaged(!words.isEmpty());
    }

    /** Told before each drawing. */
    void refreshNote(ReplicationHistory known) {}

    private void redraw() {
        refreshNote(history);
        Span shown = window.shown();
        time.show(new Span(shown.from(), shown.to() + future(history, shown)));
        List<Layer> layers = layers(stretches, shown);
        Scale fitting = scale(highest(layers));
        amount.setUpperBound(fitting.top());
        amount.setTickUnit(fitting.tick());
        plot.show(layers);
        read(window.readingProperty().get());
    }

    private static double highest(List<Layer> layers) {
        return layers.stream()
                .flatMap(layer -> layer.outlines().stream())
                .flatMap(List::stream)
                .mapToDouble(Point::y)
                .max()
                .orElse(0);
    }

    private void read(OptionalDouble at) {
        if (stale || !isSeen()) {
            return;
        }
        plot.read(at);
        Optional<HistoryStretch> stretch = at.isPresent() ? Moments.at(stretches, at.getAsDouble()) : history.last();
        value.setText(stretch.flatMap(this::words).orElse(NOT_MEASURED));
        plot.setAccessibleText(name + ": " + value.getText() + (note.isManaged() ? ". " + note.getText() : ""));
    }

    private void setUpAmount() {
        amount.setAutoRanging(false);
        amount.setAnimated(false);
        amount.setMinorTickVisible(false);
        amount.setLowerBound(0);
        amount.setTickLabelFormatter(words(this::tick));
        amount.setMinWidth(AMOUNT_WIDTH);
        amount.setPrefWidth(AMOUNT_WIDTH);
        amount.setMaxWidth(AMOUNT_WIDTH);
    }

    private HBox legend() {
        Region swatch = new Region();
        swatch.getStyleClass().add("chart-swatch");
        Label label = new Label(name);
        label.getStyleClass().add("chart-name");
        label.setLabelFor(plot);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox line = new HBox(swatch, label, gap, value);
        value.setMinWidth(Region.USE_PREF_SIZE);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("chart-legend");
        return line;
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
