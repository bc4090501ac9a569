package dev.planetfall.ui;

import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

/** Where the size of the window is remembered, in JavaFX units with its frame. Called on the JavaFX thread. */
public interface WindowSize {
    double width();

    double height();

    void remember(double width, double height);

    /** Gives a window that is not shown yet this size, as far as the screen allows, and remembers the size it is closed with. */
    default void apply(Stage stage) {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        stage.setWidth(Math.min(width(), screen.getWidth()));
        stage.setHeight(Math.min(height(), screen.getHeight()));
        stage.addEventHandler(WindowEvent.WINDOW_HIDING, hiding -> {
            if (!stage.isMaximized() && !stage.isFullScreen()) {
                remember(stage.getWidth(), stage.getHeight());
            }
        });
    }
}
