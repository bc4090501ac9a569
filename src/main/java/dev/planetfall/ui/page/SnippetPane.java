package dev.planetfall.ui.page;

import dev.planetfall.ui.page.ConnectionSnippets.Snippet;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Connection strings, one stack at a time, to copy. */
final class SnippetPane extends HBox {
    private static final double ROW_HEIGHT = 26;
    private static final int TEXT_ROWS = 7;

    private final ListView<Snippet> stacks = new ListView<>();
    private final Label place = new Label();
    private final TextArea text = new TextArea();
    private final Button copy = new Button("Copy", new FontIcon("fth-copy"));

    SnippetPane() {
        super(12);
        stacks.setId("stacks");
        stacks.getStyleClass().add("dense");
        stacks.setFixedCellSize(ROW_HEIGHT);
        stacks.setMinWidth(150);
        stacks.setPrefWidth(150);
        text.setId("snippet");
        text.setEditable(false);
        text.setPrefRowCount(TEXT_ROWS);
        text.getStyleClass().add("snippet");
        text.setWrapText(true);
        copy.setId("copy-snippet");
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.setOnAction(click -> copy());
        place.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(place, Priority.ALWAYS);
        HBox top = PageLayout.row(place, copy);
        top.setAlignment(Pos.CENTER_LEFT);
        VBox right = new VBox(6, top, text);
        VBox.setVgrow(text, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        getChildren().addAll(stacks, right);
        stacks.getSelectionModel().selectedItemProperty().subscribe(chosen -> show(Optional.ofNullable(chosen)));
    }

    /** Shows these, keeping the stack that was chosen. */
    void setSnippets(List<Snippet> snippets) {
        int chosen = Math.max(0, stacks.getSelectionModel().getSelectedIndex());
        stacks.getItems().setAll(snippets);
        stacks.setPrefHeight(snippets.size() * ROW_HEIGHT + 2);
        if (!snippets.isEmpty()) {
            stacks.getSelectionModel().select(Math.min(chosen, snippets.size() - 1));
        }
    }

    private void show(Optional<Snippet> chosen) {
        place.setText(chosen.map(Snippet::place).orElse(""));
        text.setText(chosen.map(Snippet::text).orElse(""));
        copy.setText("Copy");
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(text.getText());
        Clipboard.getSystemClipboard().setContent(content);
        copy.setText("Copied");
    }
}
