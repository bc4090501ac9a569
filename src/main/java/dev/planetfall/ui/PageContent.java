package dev.planetfall.ui;

import javafx.geometry.Pos;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * What a page shows, as high as its wrapped sentences make it in the width it has. A scroll pane that fits its content to the
 * height asks without a width how high it must be; without this, the end of a page could not be reached.
 */
final class PageContent extends StackPane {
    PageContent() {
        getStyleClass().add("page");
        setMinHeight(Region.USE_PREF_SIZE);
        setAlignment(Pos.TOP_LEFT);
    }

    @Override
    protected double computePrefHeight(double width) {
        return super.computePrefHeight(width < 0 && getWidth() > 0 ? getWidth() : width);
    }
}
