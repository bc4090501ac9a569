package dev.planetfall.ui;

import dev.planetfall.language.Messages;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;

/**
 * Buttons that many dialogs have, in the language of the window. JavaFX's own speak that of the system instead, so no dialog may use
 * them. Each call makes another type, which only equals itself.
 */
final class DialogButtons {
    private DialogButtons() {}

    static ButtonType close() {
        return new ButtonType(Messages.text("window.dialog-buttons.close"), ButtonData.CANCEL_CLOSE);
    }

    static ButtonType cancel() {
        return new ButtonType(Messages.text("window.dialog-buttons.cancel"), ButtonData.CANCEL_CLOSE);
    }

    static ButtonType ok() {
        return new ButtonType(Messages.text("window.dialog-buttons.ok"), ButtonData.OK_DONE);
    }
}
