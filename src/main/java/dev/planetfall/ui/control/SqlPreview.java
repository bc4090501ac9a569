package dev.planetfall.ui.control;

import javafx.scene.control.TextArea;
import javafx.scene.layout.StackPane;

/** SQL to read and to copy. As high as its text needs, up to {@link #setMaxRows}; beyond that it scrolls. */
public final class SqlPreview extends StackPane {
    private static final double CHARACTER_WIDTH = 8;
    private static final double PADDING = 72;

    private final TextArea text = new TextArea();
    private int maxRows = 10;

    public SqlPreview() {
        getStyleClass().add("sql-preview");
        text.setEditable(false);
        text.setWrapText(true);
        text.setAccessibleText("SQL");
        getChildren().addAll(text, new CopyButton(text::getText));
        widthProperty().subscribe(this::fit);
    }

    public SqlPreview(String sql) {
        this();
        setSql(sql);
    }

    public void setSql(String sql) {
        text.setText(sql);
        fit();
    }

    public String sql() {
        return text.getText();
    }

    public void setMaxRows(int rows) {
        maxRows = rows;
        fit();
    }

    private void fit() {
        double perRow = Math.max(20, (getWidth() - PADDING) / CHARACTER_WIDTH);
        double rows = text.getText()
                .lines()
                .mapToDouble(line -> Math.max(1, Math.ceil(line.length() / perRow)))
                .sum();
        text.setPrefRowCount((int) Math.max(1, Math.min(maxRows, rows)));
    }
}
