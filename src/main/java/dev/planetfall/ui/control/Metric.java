package dev.planetfall.ui.control;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One figure that is read at a glance: what it is, how much, and a line that puts it in relation. */
public final class Metric extends VBox {
    private final Label value = new Label("–");
    private final Label sub = new Label();

    public Metric(String label) {
        getStyleClass().add("metric");
        Label name = new Label(label);
        name.getStyleClass().add("metric-label");
        value.getStyleClass().add("metric-value");
        sub.getStyleClass().add("metric-sub");
        name.setWrapText(true);
        sub.setWrapText(true);
        value.setMinWidth(Region.USE_PREF_SIZE);
        name.setLabelFor(value);
        getChildren().addAll(name, value, sub);
    }

    public void set(String newValue, String newSub) {
        value.setText(newValue);
        // A figure and its unit stay on one line.
        sub.setText(newSub.replaceAll("(\\d) (?=\\S)", "$1\u00a0"));
    }

    public String value() {
        return value.getText();
    }

    public String sub() {
        return sub.getText();
    }
}
