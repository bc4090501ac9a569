package dev.planetfall.ui.control;

import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;

/** Tells the whole text of a table's cell in a tooltip while its column is too narrow to show it. */
final class CutText {
    private CutText() {}

    /** Follows the pointer for as long as the cell lives. */
    static void explain(TableCell<?, ?> cell) {
        cell.hoverProperty().subscribe(hovered -> {
            String whole = cell.getGraphic() instanceof Label label ? label.getText() : cell.getText();
            cell.setTooltip(hovered && isCut(cell, whole) ? new Tooltip(whole) : null);
        });
    }

    /** What is drawn differs from what is meant only by the dots at its end. */
    private static boolean isCut(TableCell<?, ?> cell, String whole) {
        return whole != null && cell.lookup(".text") instanceof Text drawn && !whole.equals(drawn.getText());
    }
}
