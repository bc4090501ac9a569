package dev.planetfall.ui.control;

import dev.planetfall.ui.ThemeChoice;
import dev.planetfall.ui.Themes;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/** One control in a small window with the program's look. */
final class Shown {
    private Shown() {}

    static void in(Stage stage, Node node) {
        new Themes(ThemeChoice.inMemory());
        Scene scene = new Scene(new VBox(node), 800, 600);
        Themes.style(scene);
        stage.setScene(scene);
        stage.show();
        stage.toFront();
    }
}
