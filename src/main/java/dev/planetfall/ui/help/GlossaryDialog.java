package dev.planetfall.ui.help;

import dev.planetfall.language.Messages;
import javafx.beans.binding.Bindings;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;

/** Every word that is explained, to be searched. Stays open beside the window. */
public final class GlossaryDialog extends Dialog<ButtonType> {
    private static final double WIDTH = 560;
    private static final double HEIGHT = 420;
    private static final double SMALLEST_WIDTH = 500;
    private static final double GAP = 12;
    private static final double ROW_GAP = 4;
    /** Of a row's borders and the scroll bar. */
    private static final double BESIDE_TEXT = 48;

    private final TextField search = new TextField();
    private final ListView<Glossary.Entry> list = new ListView<>();

    /** @param close the button that closes it */
    public GlossaryDialog(Window owner, ButtonType close) {
        initOwner(owner);
        initModality(Modality.NONE);
        setResizable(true);
        setTitle(Messages.text("help.glossary-dialog.planetfall"));
        setHeaderText(Messages.text("help.glossary-dialog.glossary"));
        search.setId("glossary-search");
        search.setPromptText(Messages.text("help.glossary-dialog.search"));
        search.setAccessibleText(Messages.text("help.glossary-dialog.search"));
        search.textProperty().subscribe(words -> list.getItems().setAll(Glossary.search(words)));
        list.setId("glossary-list");
        list.setAccessibleText(Messages.text("help.glossary-dialog.glossary"));
        list.setPlaceholder(new Label(Messages.text("help.glossary-dialog.no-such-word")));
        list.setCellFactory(rows -> new Row());
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox content = new VBox(GAP, search, list);
        content.setPrefSize(WIDTH, HEIGHT);
        getDialogPane().setContent(content);
        getDialogPane().getButtonTypes().setAll(close);
        setOnShown(shown -> search.requestFocus());
    }

    private final class Row extends ListCell<Glossary.Entry> {
        private final Label term = new Label();
        private final Label meaning = new Label();
        private final VBox words = new VBox(ROW_GAP, term, meaning);

        Row() {
            getStyleClass().add("glossary-row");
            term.getStyleClass().add("section-heading");
            meaning.setWrapText(true);
            meaning.setMinHeight(Region.USE_PREF_SIZE);
            // A cell asks its graphic for its height without telling the width, and before the list has one.
            meaning.prefWidthProperty()
                    .bind(Bindings.max(list.widthProperty(), SMALLEST_WIDTH).subtract(BESIDE_TEXT));
        }

        @Override
        protected void updateItem(Glossary.Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (empty || entry == null) {
                setGraphic(null);
                setAccessibleText("");
            } else {
                term.setText(entry.term());
                meaning.setText(entry.meaning());
                setGraphic(words);
                setAccessibleText(entry.term() + ": " + entry.meaning());
            }
        }
    }
}
