package dev.planetfall.ui.control;

import atlantafx.base.theme.Styles;
import java.util.HashMap;
import java.util.Map;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Labelled fields below each other. What is wrong with a field is told right under it. */
public final class Form extends GridPane {
    private final Map<Node, Label> errors = new HashMap<>();

    public Form() {
        getStyleClass().add("form");
        ColumnConstraints labels = new ColumnConstraints();
        labels.setMinWidth(Region.USE_PREF_SIZE);
        labels.setHalignment(HPos.LEFT);
        ColumnConstraints fields = new ColumnConstraints();
        fields.setHgrow(Priority.ALWAYS);
        getColumnConstraints().addAll(labels, fields);
    }

    /** Adds a field; an underscore in the label marks its mnemonic. Answers the field. */
    public <C extends Control> C row(String label, C field) {
        field.setMaxWidth(Double.MAX_VALUE);
        return row(label, field, field);
    }

    /**
     * Adds a field that stands in one row with others.
     *
     * @param whole what is put into the row, with {@code field} somewhere in it
     */
    public <C extends Control> C row(String label, C field, Node whole) {
        Label name = label(label, field);
        VBox cell = new VBox(whole, errorOf(field));
        cell.getStyleClass().add("form-cell");
        addRow(getRowCount(), name, cell);
        return field;
    }

    /** Adds two fields to one row, the first as wide as possible, such as a host and its port. */
    public void row(String label, Control field, String secondLabel, Control second) {
        Label secondName = label(secondLabel, second);
        secondName.setMinWidth(Region.USE_PREF_SIZE);
        field.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox both = new HBox(field, secondName, second);
        both.getStyleClass().add("form-pair");
        VBox cell = new VBox(both, errorOf(field), errorOf(second));
        cell.getStyleClass().add("form-cell");
        addRow(getRowCount(), label(label, field), cell);
    }

    /** Adds a sentence below the last field. */
    public void hint(String sentence) {
        Label hint = wrapping(sentence);
        hint.getStyleClass().add("form-hint");
        add(hint, 1, getRowCount());
    }

    /** Tells what is wrong with a field of this form, in one sentence. */
    public void showError(Node field, String sentence) {
        Label error = errors.get(field);
        if (error == null) {
            throw new IllegalArgumentException("The form has no such field");
        }
        error.setText(sentence);
        setShown(error, !sentence.isEmpty());
        field.pseudoClassStateChanged(Styles.STATE_DANGER, !sentence.isEmpty());
        field.setAccessibleHelp(sentence);
    }

    public void clearError(Node field) {
        showError(field, "");
    }

    public void clearErrors() {
        errors.keySet().forEach(this::clearError);
    }

    /** What is told under the field; empty when nothing is. */
    public String error(Node field) {
        return errors.get(field).getText();
    }

    private static Label label(String text, Node field) {
        Label label = new Label(text);
        label.setMnemonicParsing(true);
        label.setLabelFor(field);
        label.getStyleClass().add("form-label");
        GridPane.setValignment(label, VPos.TOP);
        return label;
    }

    private Label errorOf(Node field) {
        Label error = wrapping("");
        error.getStyleClass().add("form-error");
        setShown(error, false);
        errors.put(field, error);
        return error;
    }

    private static Label wrapping(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private static void setShown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
