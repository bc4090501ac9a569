package dev.planetfall.ui.control;

import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;

/** SQL to read and to copy. As high as its text needs, up to {@link #setMaxRows}; beyond that it scrolls. */
public final class SqlPreview extends StackPane {
    private static final double CHARACTER_WIDTH = 8;
    private static final double PADDING = 72;
    private static final Duration COPIED_SHOWN = Duration.seconds(1.5);

    private final TextArea text = new TextArea();
    private final Button copy = new Button();
    private final PauseTransition reset = new PauseTransition(COPIED_SHOWN);
    private int maxRows = 10;

    public SqlPreview() {
        getStyleClass().add("sql-preview");
        text.setEditable(false);
        text.setWrapText(true);
        text.setAccessibleText("SQL");
        copy.getStyleClass().addAll("button-icon", "flat", "small", "copy-sql");
        copy.setTooltip(new Tooltip("Copy the SQL"));
        copy.setAccessibleText("Copy the SQL");
        copy.setOnAction(click -> copySql());
        reset.setOnFinished(end -> copy.setGraphic(new FontIcon("fth-copy")));
        copy.setGraphic(new FontIcon("fth-copy"));
        setAlignment(copy, Pos.TOP_RIGHT);
        getChildren().addAll(text, copy);
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

    private void copySql() {
        ClipboardContent content = new ClipboardContent();
        content.putString(text.getText());
        Clipboard.getSystemClipboard().setContent(content);
        copy.setGraphic(new FontIcon("fth-check"));
        reset.playFromStart();
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
