package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.SchemaSource;
import dev.planetfall.ui.Wizard;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;

/** With what the schema is read: the choice for the next run, and what the last run used and why. */
final class SchemaReaderRow extends HBox {
    private final Wizard wizard;
    private final ChoiceBox<SchemaSource> choice = new ChoiceBox<>();
    private final Label used = PageLayout.muted("");

    SchemaReaderRow(Wizard wizard) {
        this.wizard = wizard;
        getStyleClass().add("button-row");
        Label words = new Label(Messages.text("page.schema-reader-row.read-with"));
        words.setMinWidth(Region.USE_PREF_SIZE);
        words.setLabelFor(choice);
        choice.setId("schema-reader");
        choice.getItems().addAll(SchemaSource.values());
        choice.setConverter(new Titles());
        choice.setMinWidth(Region.USE_PREF_SIZE);
        choice.valueProperty().subscribe(source -> {
            if (source != null) {
                wizard.plan().schemaSource(source);
            }
        });
        used.setId("schema-reader-used");
        HBox.setHgrow(used, Priority.ALWAYS);
        setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        getChildren().addAll(words, choice, used);
    }

    void show(MigrationState state, boolean busy) {
        choice.setValue(wizard.plan().schemaSource());
        choice.setDisable(busy);
        used.setText(state.schemaReader()
                .map(last -> Messages.text(
                        "page.schema-reader-row.last-read-with", last.reader().title(), last.reason()))
                .orElse(""));
    }

    private static final class Titles extends StringConverter<SchemaSource> {
        @Override
        public String toString(SchemaSource source) {
            return source == null ? "" : source.title();
        }

        @Override
        public SchemaSource fromString(String title) {
            throw new UnsupportedOperationException("A reader is chosen, not typed");
        }
    }
}
