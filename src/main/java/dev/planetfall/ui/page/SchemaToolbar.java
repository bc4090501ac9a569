package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.SchemaOutcome.Result;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.javafx.FontIcon;

/** How many objects there are of which result, and which of them are listed. */
final class SchemaToolbar extends VBox {
    private final Button save = new Button(Messages.text("page.schema-toolbar.save-as-sql"), new FontIcon("fth-save"));

    SchemaToolbar(SchemaViewModel model) {
        super(8);
        Label counts = PageLayout.wrapping("");
        counts.setId("schema-counts");
        counts.textProperty().bind(model.countsProperty());
        TextField filter = new TextField();
        filter.setId("schema-filter");
        filter.setPromptText(Messages.text("page.schema-toolbar.filter"));
        filter.setAccessibleText(Messages.text("page.schema-toolbar.filter-the-objects"));
        filter.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(filter, Priority.ALWAYS);
        model.filterProperty().bind(filter.textProperty());
        save.setId("save-script");
        save.setMinWidth(Region.USE_PREF_SIZE);
        PageLayout.setShown(save, !"Monocle".equals(System.getProperty("glass.platform")));
        ComboBox<Optional<String>> kinds = choice(
                "schema-kind",
                Messages.text("page.schema-toolbar.all-kinds"),
                model.kindsProperty(),
                model.kindProperty(),
                kind -> kind);
        ComboBox<Optional<Result>> results = choice(
                "schema-result",
                Messages.text("page.schema-toolbar.all-results"),
                model.resultsProperty(),
                model.resultProperty(),
                Result::title);
        getChildren().addAll(counts, PageLayout.row(kinds, results, filter, save));
    }

    Button saveButton() {
        return save;
    }

    private static <T> ComboBox<Optional<T>> choice(
            String id,
            String all,
            ReadOnlyObjectProperty<List<T>> offered,
            ObjectProperty<Optional<T>> chosen,
            Function<T, String> title) {
        ComboBox<Optional<T>> box = new ComboBox<>();
        box.setId(id);
        box.setAccessibleText(all);
        box.setMinWidth(Region.USE_PREF_SIZE);
        box.setConverter(new Words<>(value -> value.map(title).orElse(all)));
        offered.subscribe(values -> {
            List<Optional<T>> items = Stream.concat(
                            Stream.of(Optional.<T>empty()), values.stream().map(Optional::of))
                    .toList();
            if (!box.getItems().equals(items)) {
                Optional<T> before = chosen.get();
                box.getItems().setAll(items);
                box.setValue(items.contains(before) ? before : Optional.empty());
            }
        });
        box.valueProperty().subscribe(value -> {
            if (value != null) {
                chosen.set(value);
            }
        });
        return box;
    }

    private static final class Words<T> extends StringConverter<Optional<T>> {
        private final Function<Optional<T>, String> words;

        Words(Function<Optional<T>, String> words) {
            this.words = words;
        }

        @Override
        public String toString(Optional<T> value) {
            return value == null ? "" : words.apply(value);
        }

        @Override
        public Optional<T> fromString(String text) {
            throw new UnsupportedOperationException("A value is chosen, not typed");
        }
    }
}
