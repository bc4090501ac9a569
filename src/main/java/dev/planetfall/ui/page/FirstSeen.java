package dev.planetfall.ui.page;

import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/**
 * Hidden at first; its content joins the window when it is first shown. What is hidden in a window is styled with the page that it
 * is on, which for a dozen charts takes longer than a person takes for at once.
 */
final class FirstSeen extends StackPane {
    FirstSeen(Node content) {
        PageLayout.setShown(this, false);
        visibleProperty().subscribe(seen -> {
            if (seen && getChildren().isEmpty()) {
                getChildren().add(content);
            }
        });
    }
}
