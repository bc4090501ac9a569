package dev.planetfall.ui.control;

import dev.planetfall.language.Messages;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The first lines of SQL, and all of it on demand: much lighter than a {@link SqlPreview}, where dozens are shown at once. */
public final class SqlExcerpt extends VBox {
    private static final int LINES = 6;
    /** A line may be a list of a thousand tables. */
    private static final int CHARACTERS = 600;

    public SqlExcerpt(String sql) {
        getStyleClass().add("sql-excerpt");
        List<String> lines = sql.lines().toList();
        String beginning = lines.stream().limit(LINES).collect(Collectors.joining("\n"));
        boolean whole = lines.size() <= LINES && beginning.length() <= CHARACTERS;
        Label text =
                new Label(beginning.length() <= CHARACTERS ? beginning : beginning.substring(0, CHARACTERS) + " ...");
        text.getStyleClass().add("sql-text");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        text.setMaxWidth(Double.MAX_VALUE);
        getChildren().add(new StackPane(text, new CopyButton(() -> sql)));
        if (!whole) {
            Hyperlink more = new Hyperlink(
                    lines.size() <= LINES
                            ? Messages.text("control.sql-excerpt.show-all-of-it")
                            : Messages.plural("control.sql-excerpt.show-all-lines", lines.size()));
            more.getStyleClass().add("all-sql");
            more.setOnAction(click -> getChildren().setAll(new SqlPreview(sql)));
            getChildren().add(more);
        }
    }
}
