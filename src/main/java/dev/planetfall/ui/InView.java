package dev.planetfall.ui;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/** What a page scrolls to by itself. */
public final class InView {
    private static final double GAP = 12;

    private InView() {}

    /** Scrolls the page so far that the whole node is seen, or its beginning if it is higher than the page. */
    public static void bring(Node node) {
        if (node.getScene() == null) {
            return;
        }
        node.getScene().getRoot().applyCss();
        node.getScene().getRoot().layout();
        Node above = node.getParent();
        while (above != null && !(above instanceof ScrollPane)) {
            above = above.getParent();
        }
        if (above instanceof ScrollPane pane) {
            double hidden = pane.getContent().getLayoutBounds().getHeight()
                    - pane.getViewportBounds().getHeight();
            Bounds place = pane.getContent().sceneToLocal(node.localToScene(node.getLayoutBounds()));
            double wanted = Math.min(
                    place.getMinY(), place.getMaxY() - pane.getViewportBounds().getHeight() + GAP);
            double top = pane.getVvalue() * hidden;
            if (hidden > 0 && wanted > top) {
                pane.setVvalue(Math.min(1, wanted / hidden));
            } else if (hidden > 0 && place.getMinY() < top) {
                pane.setVvalue(Math.max(0, (place.getMinY() - GAP) / hidden));
            }
        }
    }
}
