package dev.planetfall.ui;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TreeView;
import javafx.scene.text.Text;

/**
 * Looks for what a person would trip over while the tour goes through the pages: text that is cut off, controls that a screen reader
 * could not name, and moments in which the window stood still. Used on the JavaFX thread.
 */
public final class TourInspection {
    private final Map<String, String> faults = new LinkedHashMap<>();
    private final Standstills standstills = new Standstills();

    /** To be stopped when the tour is over, and to be told what the window shows. */
    Standstills standstills() {
        return standstills;
    }

    /** Such as {@code 04-checks: cut off: Could not...}; each once, with the first picture that shows it. */
    public List<String> faults() {
        return List.copyOf(faults.values());
    }

    /** @param page how what is shown now is called in the faults */
    public void look(String page, Scene scene) {
        Labels labels = new Labels();
        labels.read(scene.getRoot());
        look(page, scene.getRoot(), labels);
    }

    private void look(String page, Node node, Labels labels) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled labeled && isCut(labeled)) {
            add(page, "cut off: " + labeled.getText());
        }
        if (node instanceof Control control
                && control.isFocusTraversable()
                && !inCell(control)
                && !labels.name(control)) {
            add(page, "without a name: " + control.getClass().getSimpleName() + " " + control.getId());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> look(page, child, labels));
        }
    }

    private void add(String page, String fault) {
        faults.putIfAbsent(fault, page + ": " + fault);
    }

    /** What is drawn differs from what is meant only by the dots at its end. Cells of tables tell the whole of it in a tooltip. */
    private static boolean isCut(Labeled labeled) {
        boolean explained = labeled instanceof IndexedCell<?> || inCell(labeled) || labeled.getTooltip() != null;
        String meant = labeled.getText();
        return !explained
                && meant != null
                && labeled.lookup(".text") instanceof Text drawn
                && drawn.getParent() == labeled
                && drawn.getText().endsWith(labeled.getEllipsisString())
                && !meant.endsWith(labeled.getEllipsisString());
    }

    private static boolean inCell(Node node) {
        for (Parent above = node.getParent(); above != null; above = above.getParent()) {
            if (above instanceof IndexedCell<?>) {
                return true;
            }
        }
        return false;
    }

    /** What each control is called: by itself, or by a label beside it. */
    private static final class Labels {
        private final Set<Node> labeled = new HashSet<>();

        void read(Node node) {
            if (node instanceof Label label && label.getLabelFor() != null) {
                labeled.add(label.getLabelFor());
            }
            if (node instanceof Parent parent) {
                parent.getChildrenUnmodifiable().forEach(this::read);
            }
        }

        boolean name(Control control) {
            boolean itself = control.getAccessibleText() != null
                    && !control.getAccessibleText().isBlank();
            boolean text = control instanceof Labeled words
                    && words.getText() != null
                    && !words.getText().isBlank();
            boolean wantsOne = control instanceof Button
                    || control instanceof TextInputControl
                    || control instanceof ComboBoxBase<?>
                    || control instanceof TableView<?>
                    || control instanceof TreeView<?>
                    || control instanceof ListView<?>
                    || control instanceof Labeled;
            return itself || text || labeled.contains(control) || !wantsOne;
        }
    }
}
