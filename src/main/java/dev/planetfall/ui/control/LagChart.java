package dev.planetfall.ui.control;

import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.ui.control.Decimation.Point;
import java.time.Duration;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** How far the target is behind, in bytes and in time, as two curves above each other. */
public final class LagChart extends VBox {
    private final LagPlot bytes =
            new LagPlot("Changes waiting", "lag-bytes", value -> Quantities.bytes(Math.round(value)), Scale::ofBytes);
    private final LagPlot seconds = new LagPlot("Delay", "lag-seconds", LagChart::seconds, Scale::ofSeconds);
    private final Label empty = new Label("The lag appears here as soon as changes flow.");
    private final InvalidationListener redraw = changed -> draw();
    private ObservableList<ReplicationStatus> measurements = FXCollections.emptyObservableList();

    public LagChart() {
        getStyleClass().add("lag-chart");
        empty.getStyleClass().add("lag-empty");
        empty.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        empty.setWrapText(true);
        for (VBox plot : List.of(bytes, seconds)) {
            VBox.setVgrow(plot, Priority.ALWAYS);
        }
        VBox.setVgrow(empty, Priority.ALWAYS);
        getChildren().addAll(empty, bytes, seconds);
        draw();
    }

    /** Follows this list, oldest first, from now on, instead of the one before. */
    public void setMeasurements(ObservableList<ReplicationStatus> newMeasurements) {
        measurements.removeListener(redraw);
        measurements = newMeasurements;
        measurements.addListener(redraw);
        draw();
    }

    private void draw() {
        List<Point> ofBytes = measurements.stream()
                .filter(measured -> measured.lagBytes().isPresent())
                .map(measured -> new Point(at(measured), measured.lagBytes().getAsLong()))
                .toList();
        List<Point> ofSeconds = measurements.stream()
                .filter(measured -> measured.lagTime().isPresent())
                .map(measured ->
                        new Point(at(measured), measured.lagTime().get().toMillis() / 1_000.0))
                .toList();
        draw(bytes, ofBytes);
        draw(seconds, ofSeconds);
        setShown(empty, ofBytes.isEmpty() && ofSeconds.isEmpty());
    }

    private static void draw(LagPlot plot, List<Point> points) {
        if (!points.isEmpty()) {
            plot.show(points);
        }
        setShown(plot, !points.isEmpty());
    }

    private static double at(ReplicationStatus measured) {
        return measured.at().toEpochMilli() / 1_000.0;
    }

    private static String seconds(double value) {
        return value == 0 ? "0 s" : Quantities.duration(Duration.ofMillis(Math.round(value * 1_000)));
    }

    private static void setShown(javafx.scene.layout.Region node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
