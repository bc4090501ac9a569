package dev.planetfall.ui.control;

import dev.planetfall.ui.Mark;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** One sentence that matters now. Takes no room while there is none. */
public final class Banner extends HBox {
    private final Label text = new Label();

    public Banner() {
        getStyleClass().add("banner");
        setAlignment(Pos.TOP_LEFT);
        text.setId("banner-text");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.setMaxWidth(Double.MAX_VALUE);
        setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(text, Priority.ALWAYS);
        clear();
    }

    public void showError(String sentence) {
        show(Mark.FAILED, sentence);
    }

    public void showWarning(String sentence) {
        show(Mark.WARNING, sentence);
    }

    public void showInfo(String sentence) {
        show(Mark.NOTE, sentence);
    }

    public void showSuccess(String sentence) {
        show(Mark.DONE, sentence);
    }

    public void clear() {
        text.setText("");
        setShown(false);
    }

    /** What is shown; empty while nothing is. */
    public String text() {
        return text.getText();
    }

    private void show(Mark mark, String sentence) {
        getStyleClass().setAll("banner", mark.tone());
        text.setText(sentence);
        getChildren().setAll(mark.icon(), text);
        setShown(!sentence.isEmpty());
    }

    private void setShown(boolean shown) {
        setVisible(shown);
        setManaged(shown);
    }
}
