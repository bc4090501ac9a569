package dev.planetfall.ui.control;

import dev.planetfall.language.Messages;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;

/** Copies SQL, and shows for a moment that it did. */
final class CopyButton extends Button {
    private static final Duration COPIED_SHOWN = Duration.seconds(1.5);

    private final PauseTransition reset = new PauseTransition(COPIED_SHOWN);

    CopyButton(Supplier<String> sql) {
        getStyleClass().addAll("button-icon", "flat", "small", "copy-sql");
        setTooltip(new Tooltip(Messages.text("control.copy-button.copy-the-sql")));
        setAccessibleText(Messages.text("control.copy-button.copy-the-sql"));
        setGraphic(new FontIcon("fth-copy"));
        reset.setOnFinished(end -> setGraphic(new FontIcon("fth-copy")));
        setOnAction(click -> copy(sql.get()));
        StackPane.setAlignment(this, Pos.TOP_RIGHT);
    }

    private void copy(String sql) {
        ClipboardContent content = new ClipboardContent();
        content.putString(sql);
        Clipboard.getSystemClipboard().setContent(content);
        setGraphic(new FontIcon("fth-check"));
        reset.playFromStart();
    }
}
