package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.SchemaDifference;
import dev.planetfall.ui.control.SqlPreview;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** What an object is on each server, side by side, and what would mend it. Takes no room while nothing differs. */
final class DifferencePane extends VBox {
    private static final double GAP = 8;
    private static final int MOST_ROWS = 8;

    private final SqlPreview onSource = preview("definition-on-source");
    private final SqlPreview onTarget = preview("definition-on-target");
    private final SqlPreview mending = preview("mending");
    private final VBox toMend =
            new VBox(PageLayout.muted(Messages.text("page.difference.to-mend-it-run-this")), mending);

    DifferencePane() {
        super(GAP);
        setId("differences");
        VBox source = new VBox(PageLayout.muted(Messages.text("page.difference.on-the-source")), onSource);
        VBox target = new VBox(PageLayout.muted(Messages.text("page.difference.on-planetscale")), onTarget);
        PageLayout.shareWidth(source, target);
        getChildren().addAll(new HBox(GAP, source, target), toMend);
        show(List.of());
    }

    void show(List<SchemaDifference> differences) {
        PageLayout.setShown(this, !differences.isEmpty());
        onSource.setSql(all(differences, SchemaDifference::shownOnSource));
        onTarget.setSql(all(differences, SchemaDifference::shownOnTarget));
        mending.setSql(differences.stream()
                .map(SchemaDifference::mending)
                .filter(statement -> !statement.isEmpty())
                .collect(Collectors.joining("\n")));
        PageLayout.setShown(toMend, !mending.sql().isEmpty());
    }

    /** Each is named when there are several. */
    private static String all(List<SchemaDifference> differences, Function<SchemaDifference, String> definition) {
        return differences.stream()
                .map(difference -> (differences.size() > 1 ? "-- " + difference.named() + "\n" : "")
                        + definition.apply(difference))
                .collect(Collectors.joining("\n\n"));
    }

    private static SqlPreview preview(String id) {
        SqlPreview preview = new SqlPreview();
        preview.setId(id);
        preview.setMaxRows(MOST_ROWS);
        return preview;
    }
}
