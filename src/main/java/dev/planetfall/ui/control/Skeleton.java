package dev.planetfall.ui.control;

import java.util.List;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * Where the answer of a server will stand: lines without words, so that what comes is expected and nothing jumps. It stands still, and
 * a label beside it says what is waited for.
 */
public final class Skeleton extends VBox {
    /** How much of the width the lines take, in turn: like those of a list. */
    private static final List<Double> SHARES = List.of(0.45, 0.7, 0.55, 0.8, 0.6);

    /** @param lines one or more */
    public Skeleton(int lines) {
        getStyleClass().add("skeleton");
        setMouseTransparent(true);
        setFillWidth(false);
        for (int i = 0; i < lines; i++) {
            Region line = new Region();
            line.getStyleClass().add("skeleton-line");
            line.prefWidthProperty().bind(widthProperty().multiply(SHARES.get(i % SHARES.size())));
            getChildren().add(line);
        }
    }
}
