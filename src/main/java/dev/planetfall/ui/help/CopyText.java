package dev.planetfall.ui.help;

import atlantafx.base.theme.Styles;
import dev.planetfall.language.Messages;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.kordamp.ikonli.javafx.FontIcon;

/** Copies an address, for whom no browser opens. */
final class CopyText extends Button {
    CopyText(Supplier<String> address) {
        super(Messages.text("help.copy-text.copy-address"), new FontIcon("fth-copy"));
        getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
        setTooltip(new Tooltip(Messages.text("help.copy-text.copy-address")));
        setOnAction(click -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(address.get());
            Clipboard.getSystemClipboard().setContent(content);
        });
    }
}
