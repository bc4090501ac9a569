package dev.planetfall.ui.control.chart;

import dev.planetfall.ui.control.chart.Decimation.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.Rectangle;

/**
 * The drawing of a chart: layers over two axes, a line at the moment that is read, and the part that is being dragged. Charts of the
 * toolkit know no gaps and make a node for every series; here a layer is one path, whatever it holds.
 */
final class CurvePlot extends XYChart<Number, Number> {
    private final TimeAxis time;
    private final NumberAxis amount;
    private final Line cursor = new Line();
    private final Rectangle dragged = new Rectangle();
    private List<Layer> layers = List.of();
    private OptionalDouble reading = OptionalDouble.empty();

    CurvePlot(TimeAxis time, NumberAxis amount) {
        super(time, amount);
        this.time = time;
        this.amount = amount;
        setData(FXCollections.observableArrayList());
        setAnimated(false);
        setLegendVisible(false);
        setVerticalGridLinesVisible(false);
        setVerticalZeroLineVisible(false);
        cursor.getStyleClass().add("chart-cursor");
        dragged.getStyleClass().add("chart-dragged");
        for (Node mark : List.of(cursor, dragged)) {
            mark.setManaged(false);
            mark.setVisible(false);
            mark.setMouseTransparent(true);
        }
    }

    /**
     * What is drawn in one colour.
     *
     * @param style class of the path
     * @param outlines each joined by lines; closed and filled when it is an area
     */
    record Layer(String style, List<List<Point>> outlines, boolean filled) {}

    /** Draws these instead, the first at the back. */
    void show(List<Layer> newLayers) {
        layers = List.copyOf(newLayers);
        requestChartLayout();
    }

    void read(OptionalDouble at) {
        reading = at;
        placeCursor();
    }

    /** Marks what is dragged, from one moment to another. */
    void markDragged(Span span) {
        double from = time.getDisplayPosition(span.from());
        dragged.setX(from);
        dragged.setWidth(Math.max(0, time.getDisplayPosition(span.to()) - from));
        dragged.setHeight(amount.getHeight());
        dragged.setVisible(true);
    }

    void endDrag() {
        dragged.setVisible(false);
    }

    /** The moment at this place of the scene, at most as far as the axis goes. */
    double momentAt(double sceneX) {
        double x = time.sceneToLocal(sceneX, 0).getX();
        return time.getValueForDisplay(Math.min(Math.max(0, x), time.getWidth()))
                .doubleValue();
    }

    List<Layer> layers() {
        return layers;
    }

    @Override
    protected void layoutPlotChildren() {
        List<Node> nodes = new ArrayList<>();
        layers.forEach(layer -> nodes.add(path(layer)));
        nodes.add(dragged);
        nodes.add(cursor);
        getPlotChildren().setAll(nodes);
        placeCursor();
    }

    private void placeCursor() {
        boolean isSeen = reading.isPresent()
                && new Span(time.getLowerBound(), time.getUpperBound()).contains(reading.getAsDouble());
        cursor.setVisible(isSeen);
        if (isSeen) {
            double x = Math.round(time.getDisplayPosition(reading.getAsDouble())) + 0.5;
            cursor.setStartX(x);
            cursor.setEndX(x);
            cursor.setEndY(amount.getHeight());
        }
    }

    private Path path(Layer layer) {
        Path path = new Path();
        path.getStyleClass().setAll("chart-layer", layer.style());
        path.setMouseTransparent(true);
        layer.outlines().forEach(outline -> add(path, outline, layer.filled()));
        return path;
    }

    private void add(Path path, List<Point> outline, boolean filled) {
        boolean first = true;
        for (Point point : outline) {
            double x = time.getDisplayPosition(point.x());
            double y = amount.getDisplayPosition(point.y());
            path.getElements().add(first ? new MoveTo(x, y) : new LineTo(x, y));
            first = false;
        }
        if (filled && !outline.isEmpty()) {
            path.getElements().add(new javafx.scene.shape.ClosePath());
        } else if (outline.size() == 1) {
            // A measurement between two gaps would have no length, and not be seen.
            path.getElements()
                    .add(new LineTo(
                            time.getDisplayPosition(outline.get(0).x()) + 1,
                            amount.getDisplayPosition(outline.get(0).y())));
        }
    }

    @Override
    protected void dataItemAdded(Series<Number, Number> series, int itemIndex, Data<Number, Number> item) {}

    @Override
    protected void dataItemRemoved(Data<Number, Number> item, Series<Number, Number> series) {}

    @Override
    protected void dataItemChanged(Data<Number, Number> item) {}

    @Override
    protected void seriesAdded(Series<Number, Number> series, int seriesIndex) {}

    @Override
    protected void seriesRemoved(Series<Number, Number> series) {}
}
