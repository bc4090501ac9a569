package dev.planetfall.ui.control.chart;

import dev.planetfall.language.Messages;
import java.util.OptionalDouble;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/**
 * How a chart is read and zoomed: the pointer or the arrow keys read a moment; dragging, the wheel with Ctrl, and + and - zoom; a double
 * click or Escape shows all of the range again.
 */
final class ChartGestures {
    private static final double STEP = 1 / 60.0;
    private static final double LONG_STEP = 1 / 6.0;
    private static final double CLOSER = 0.7;
    private static final double SHORTEST_DRAG = 6;

    private final CurvePlot plot;
    private final TimeWindow window;
    private double pressedX;
    private OptionalDouble pressedAt = OptionalDouble.empty();

    ChartGestures(CurvePlot plot, TimeWindow window) {
        this.plot = plot;
        this.window = window;
        plot.setFocusTraversable(true);
        plot.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        plot.setAccessibleHelp(Messages.text("chart.chart-gestures.arrow-keys-read-a-moment"));
        plot.setOnMouseMoved(this::read);
        plot.setOnMouseExited(left -> window.readingProperty().set(OptionalDouble.empty()));
        plot.setOnMousePressed(this::pressed);
        plot.setOnMouseDragged(this::dragged);
        plot.setOnMouseReleased(this::released);
        plot.setOnScroll(this::scrolled);
        plot.setOnKeyPressed(this::typed);
    }

    private void read(MouseEvent moved) {
        window.readingProperty().set(OptionalDouble.of(plot.momentAt(moved.getSceneX())));
    }

    private void pressed(MouseEvent pressed) {
        plot.requestFocus();
        if (pressed.getButton() == MouseButton.PRIMARY) {
            pressedX = pressed.getSceneX();
            pressedAt = OptionalDouble.of(plot.momentAt(pressedX));
        }
        if (pressed.getClickCount() == 2) {
            pressedAt = OptionalDouble.empty();
            window.reset();
        }
    }

    private void dragged(MouseEvent dragged) {
        read(dragged);
        if (isDrag(dragged)) {
            plot.markDragged(span(dragged));
        }
    }

    private void released(MouseEvent released) {
        boolean isDrag = isDrag(released);
        plot.endDrag();
        if (isDrag) {
            window.zoomTo(span(released));
        }
        pressedAt = OptionalDouble.empty();
    }

    private boolean isDrag(MouseEvent event) {
        return pressedAt.isPresent() && Math.abs(event.getSceneX() - pressedX) >= SHORTEST_DRAG;
    }

    private Span span(MouseEvent event) {
        double other = plot.momentAt(event.getSceneX());
        return new Span(Math.min(pressedAt.orElse(other), other), Math.max(pressedAt.orElse(other), other));
    }

    /** Without Ctrl the wheel scrolls the page, as everywhere. */
    private void scrolled(ScrollEvent turned) {
        if (turned.isControlDown() && turned.getDeltaY() != 0) {
            window.zoomAround(plot.momentAt(turned.getSceneX()), turned.getDeltaY() > 0 ? CLOSER : 1 / CLOSER);
            turned.consume();
        }
    }

    private void typed(KeyEvent key) {
        double share = key.isShiftDown() ? LONG_STEP : STEP;
        switch (key.getCode()) {
            case LEFT -> step(-share);
            case RIGHT -> step(share);
            case HOME -> readAt(window.shown().from());
            case END -> window.readingProperty().set(OptionalDouble.empty());
            case PLUS, ADD, EQUALS -> window.zoomAround(moment(), CLOSER);
            case MINUS, SUBTRACT -> window.zoomAround(moment(), 1 / CLOSER);
            case ESCAPE -> escape();
            default -> {
                return;
            }
        }
        key.consume();
    }

    private void escape() {
        window.readingProperty().set(OptionalDouble.empty());
        window.reset();
    }

    private double moment() {
        return window.readingProperty().get().orElse(window.shown().to());
    }

    private void step(double share) {
        Span shown = window.shown();
        double to = moment() + share * shown.length();
        readAt(Math.min(Math.max(to, shown.from()), shown.to()));
    }

    private void readAt(double moment) {
        window.readingProperty().set(OptionalDouble.of(moment));
    }
}
