package dev.planetfall.ui;

import dev.planetfall.language.Messages;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A page in the list of pages: its name, a sign for how it stands and, where that is not the ordinary, a word for it. */
final class RailItem extends Button {
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

    private final Label name = new Label();
    private final Label word = new Label();
    private final HBox content = new HBox(Mark.WAITING.icon(), new VBox(name, word));
    private final Tooltip meaning = new Tooltip();
    private Mark shown = Mark.WAITING;

    RailItem(int index, String title) {
        super(title);
        setId("rail-" + index);
        getStyleClass().add("rail-item");
        setAlignment(Pos.CENTER_LEFT);
        setMaxWidth(Double.MAX_VALUE);
        name.textProperty().bind(textProperty());
        word.getStyleClass().add("rail-word");
        word.managedProperty().bind(word.visibleProperty());
        word.setVisible(false);
        content.getStyleClass().add("rail-content");
        meaning.textProperty().bind(word.textProperty());
        setTooltip(meaning);
        setGraphic(content);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    }

    void show(String title, Mark mark, boolean current) {
        if (shown != mark) {
            // A new icon is styled and laid out anew, and the state changes up to 20 times a second.
            content.getChildren().set(0, mark.icon());
            shown = mark;
        }
        setText(title);
        word.setText(word(mark));
        word.setVisible(!isOrdinary(mark));
        pseudoClassStateChanged(CURRENT, current);
        setAccessibleText(title + ", " + word(mark));
    }

    /** Three signs that everybody knows after a page, and whose words a pointer finds; the others say what they mean. */
    private static boolean isOrdinary(Mark mark) {
        return mark == Mark.WAITING || mark == Mark.CURRENT || mark == Mark.DONE;
    }

    private static String word(Mark mark) {
        return switch (mark) {
            case WAITING -> Messages.text("window.rail.to-come");
            case CURRENT -> Messages.text("window.rail.now");
            case RUNNING -> Messages.text("window.rail.running");
            case DONE -> Messages.text("window.rail.done");
            case NOTE -> Messages.text("window.rail.note");
            case WARNING -> Messages.text("window.rail.warning");
            case BLOCKED -> Messages.text("window.rail.blocked");
            case FAILED -> Messages.text("window.rail.failed");
            case STOPPED -> Messages.text("window.rail.stopped");
            case UNKNOWN -> Messages.text("window.rail.unknown");
            case UNDONE -> Messages.text("window.rail.taken-back");
        };
    }
}
