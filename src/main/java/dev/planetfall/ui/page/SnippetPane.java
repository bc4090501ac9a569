package dev.planetfall.ui.page;

import atlantafx.base.theme.Styles;
import dev.planetfall.language.Messages;
import dev.planetfall.ui.control.SingleChoice;
import dev.planetfall.ui.page.ConnectionSnippets.Port;
import dev.planetfall.ui.page.ConnectionSnippets.Snippet;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Connection strings, for one port and one stack at a time, to copy. */
final class SnippetPane extends VBox {
    private static final double ROW_HEIGHT = 26;
    private static final int TEXT_ROWS = 7;

    private final HBox choice = new HBox();
    private final ListView<Snippet> stacks = new ListView<>();
    private final Label place = new Label();
    private final TextArea text = new TextArea();
    private final Button copy = new Button(Messages.text("page.snippet.copy"), new FontIcon("fth-copy"));

    SnippetPane() {
        super(8);
        stacks.setId("stacks");
        stacks.setAccessibleText(Messages.text("page.snippet.stacks"));
        stacks.getStyleClass().add("dense");
        stacks.setFixedCellSize(ROW_HEIGHT);
        stacks.setMinWidth(170);
        stacks.setPrefWidth(170);
        text.setId("snippet");
        text.setAccessibleText(Messages.text("page.snippet.settings"));
        text.setEditable(false);
        text.setPrefRowCount(TEXT_ROWS);
        text.getStyleClass().add("snippet");
        // A line is one setting: broken anywhere it could neither be read nor marked by eye.
        copy.setId("copy-snippet");
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.setOnAction(click -> copy());
        place.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(place, Priority.ALWAYS);
        HBox top = PageLayout.row(place, copy);
        top.setAlignment(Pos.CENTER_LEFT);
        VBox right = new VBox(8, top, text);
        VBox.setVgrow(text, Priority.ALWAYS);
        HBox.setHgrow(right, Priority.ALWAYS);
        choice.setId("ports");
        getChildren().addAll(choice, new HBox(12, stacks, right));
        stacks.getSelectionModel().selectedItemProperty().subscribe(chosen -> show(Optional.ofNullable(chosen)));
    }

    /** Shows these, the first port's at first, keeping the stack that was chosen. */
    void setPorts(List<Port> ports) {
        SingleChoice<Port> ofPorts = new SingleChoice<>(this::show);
        choice.getChildren().clear();
        for (int i = 0; i < ports.size(); i++) {
            ToggleButton button = new ToggleButton(ports.get(i).title());
            ofPorts.add(ports.get(i), button);
            button.getStyleClass()
                    .addAll(
                            Styles.SMALL,
                            i == 0 ? Styles.LEFT_PILL : i == ports.size() - 1 ? Styles.RIGHT_PILL : Styles.CENTER_PILL);
            button.setMinWidth(Region.USE_PREF_SIZE);
            choice.getChildren().add(button);
        }
        PageLayout.setShown(choice, ports.size() > 1);
        if (!ports.isEmpty()) {
            ofPorts.show(ports.get(0));
            show(ports.get(0));
        }
    }

    private void show(Port port) {
        int chosen = Math.max(0, stacks.getSelectionModel().getSelectedIndex());
        stacks.getItems().setAll(port.snippets());
        stacks.setPrefHeight(port.snippets().size() * ROW_HEIGHT + 2);
        stacks.getSelectionModel().select(Math.min(chosen, port.snippets().size() - 1));
    }

    private void show(Optional<Snippet> chosen) {
        place.setText(chosen.map(Snippet::place).orElse(""));
        text.setText(chosen.map(Snippet::text).orElse(""));
        copy.setText(Messages.text("page.snippet.copy"));
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(text.getText());
        Clipboard.getSystemClipboard().setContent(content);
        copy.setText(Messages.text("page.snippet.copied"));
    }
}
