package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import java.util.List;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Which migrations are to be shown: those that match some words, and whether archived ones, too. */
final class MigrationSearch extends HBox {
    private static final double GAP = 16;

    private final TextField words = new TextField();
    private final CheckBox archived = new CheckBox();

    /** @param changed called when other migrations are to be shown */
    MigrationSearch(Runnable changed) {
        super(GAP);
        getStyleClass().add("migration-search");
        words.setId("search-migrations");
        words.setPromptText(Messages.text("page.home.search-by-name-server"));
        words.setAccessibleText(Messages.text("page.home.search-by-name-server"));
        words.textProperty().addListener((property, old, text) -> changed.run());
        words.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.ESCAPE && !words.getText().isEmpty()) {
                key.consume();
                words.clear();
            }
        });
        HBox.setHgrow(words, Priority.ALWAYS);
        archived.setId("show-archived");
        archived.setMinWidth(Region.USE_PREF_SIZE);
        archived.setOnAction(click -> changed.run());
        getChildren().addAll(words, archived);
        PageLayout.setShown(this, false);
    }

    /** What of all migrations is shown now. There is nothing to search where there is none, and no archive without an archived one. */
    MigrationShelf shelf(List<HomeViewModel.Row> all) {
        MigrationShelf shelf = MigrationShelf.of(all, words.getText(), archived.isSelected());
        PageLayout.setShown(this, !all.isEmpty());
        PageLayout.setShown(archived, shelf.archived() > 0);
        archived.setText(Messages.text("page.home.show-archived", shelf.archived()));
        return shelf;
    }
}
