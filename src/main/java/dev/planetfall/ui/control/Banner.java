package dev.planetfall.ui.control;

import dev.planetfall.language.Messages;
import dev.planetfall.ui.Announcement;
import dev.planetfall.ui.Mark;
import java.util.Optional;
import javafx.event.Event;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/**
 * One sentence that matters now. Takes no room while there is none. Tab passes it by; it can be given the focus to be read aloud,
 * and then says as well when it changes.
 */
public final class Banner extends HBox implements Announcement {
    private final Label text = new Label();
    private Optional<Mark> shown = Optional.empty();

    public Banner() {
        getStyleClass().add("banner");
        setAlignment(Pos.TOP_LEFT);
        setAccessibleRole(AccessibleRole.TEXT);
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
        boolean said = isVisible() && text.getText().equals(sentence);
        text.setText(sentence);
        setAccessibleText(sentence.isEmpty() ? "" : Messages.text("control.banner.said", mark.word(), sentence));
        if (!shown.equals(Optional.of(mark))) {
            // A new icon is styled and laid out anew, and some banners are told the same up to 20 times a second.
            shown = Optional.of(mark);
            getStyleClass().setAll("banner", mark.tone());
            getChildren().setAll(mark.icon(), text);
        }
        setShown(!sentence.isEmpty());
        if (!said && isVisible()) {
            notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
            if (mark == Mark.FAILED) {
                fireEvent(new Event(ERROR_SHOWN));
            }
        }
    }

    private void setShown(boolean shown) {
        setVisible(shown);
        setManaged(shown);
    }
}
