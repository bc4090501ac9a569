package dev.planetfall.ui;

import javafx.animation.FadeTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/**
 * What a page shows, as high as its wrapped sentences make it in the width it has. A scroll pane that fits its content to the
 * height asks without a width how high it must be; without this, the end of a page could not be reached.
 */
final class PageContent extends StackPane {
    /** Long enough to be seen as a change, too short to be waited for. */
    private static final Duration APPEARING = Duration.millis(150);

    private final FadeTransition appearing = new FadeTransition(APPEARING, this);
    private static final double GAP = 16;

    PageContent() {
        getStyleClass().add("page");
        setMinHeight(Region.USE_PREF_SIZE);
        setAlignment(Pos.TOP_LEFT);
        appearing.setFromValue(0);
        appearing.setToValue(1);
    }

    /**
     * Instead of what was shown before.
     *
     * @param above what stands before the page, which gets the rest of the height
     */
    void show(Node above, Node page, boolean softly) {
        appearing.stop();
        VBox.setVgrow(page, Priority.ALWAYS);
        getChildren().setAll(new VBox(GAP, above, page));
        if (softly) {
            setOpacity(0);
            appearing.playFromStart();
        } else {
            setOpacity(1);
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        return super.computePrefHeight(width < 0 && getWidth() > 0 ? getWidth() : width);
    }
}
