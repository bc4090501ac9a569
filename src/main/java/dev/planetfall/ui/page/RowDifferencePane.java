package dev.planetfall.ui.page;

import dev.planetfall.migration.RowDifference;
import dev.planetfall.migration.RowDifferences;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.ui.control.Badge;
import dev.planetfall.ui.control.TableGrid;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What is said of one line of the comparison, and the rows that differ, by their keys. Takes no room while there is nothing to say. */
final class RowDifferencePane extends VBox {
    private static final double GAP = 8;
    private static final double HEIGHT = 180;

    private final Label title = PageLayout.heading("");
    private final TableGrid<Line> grid = new TableGrid<>("", Line::number);

    RowDifferencePane() {
        super(GAP);
        setId("row-differences");
        grid.setId("differing-rows");
        grid.setPrefHeight(HEIGHT);
        grid.setMinHeight(HEIGHT);
        grid.textColumn("Row", Line::key, 320);
        grid.badgeColumn("What", line -> badge(line.row().kind())).setMinWidth(190);
        grid.textColumn("Columns that differ", Line::columns, 240);
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        VBox.setVgrow(grid, Priority.ALWAYS);
        getChildren().addAll(title, grid);
        hide();
    }

    void hide() {
        PageLayout.setShown(this, false);
        grid.setRows(List.of());
    }

    /** The note of the line in full, and its rows where it has any. */
    void show(VerifyRow line) {
        RowDifferences differences = line.differences();
        PageLayout.setShown(this, true);
        PageLayout.setShown(grid, !differences.isNone());
        title.setText(line.name() + ": " + line.note()
                + (differences.complete() ? "" : ". More rows differ than are listed."));
        List<RowDifference> rows = differences.rows();
        grid.setRows(IntStream.range(0, rows.size())
                .mapToObj(i -> new Line(i, differences.keyColumns(), rows.get(i)))
                .toList());
    }

    private static Badge badge(RowDifference.Kind kind) {
        return new Badge(kind.title(), kind == RowDifference.Kind.CHANGED ? Badge.Tone.WARNING : Badge.Tone.DANGER);
    }

    /** A row that differs, with its place in the list. */
    private record Line(int number, List<Identifier> keyColumns, RowDifference row) {
        String key() {
            return keyColumns.isEmpty()
                    ? row.key().get(0)
                    : IntStream.range(0, keyColumns.size())
                            .mapToObj(i ->
                                    keyColumns.get(i).name() + " = " + row.key().get(i))
                            .collect(Collectors.joining(", "));
        }

        String columns() {
            return row.columns().stream().map(Identifier::name).collect(Collectors.joining(", "));
        }
    }
}
