package dev.planetfall.ui.page;

import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Lets Tab leave a text of several lines, as it leaves every other field. */
final class TabKey {
    private TabKey() {}

    /** From now on Tab does there what Ctrl+Tab does. */
    static void leaves(TextArea area) {
        area.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.TAB && !key.isShiftDown() && !key.isControlDown() && !key.isAltDown()) {
                key.consume();
                area.fireEvent(new KeyEvent(
                        KeyEvent.KEY_PRESSED, "", "", KeyCode.TAB, false, true, key.isAltDown(), key.isMetaDown()));
            }
        });
    }
}
