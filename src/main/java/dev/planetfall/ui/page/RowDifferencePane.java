package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.RowDifference;
import dev.planetfall.migration.RowDifferences;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Badge;
import dev.planetfall.ui.control.TableGrid;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * What is said of one line of the comparison, and the rows that differ, by their keys: their values on both servers, and what can be
 * done about them. Takes no room while there is nothing to say.
 */
final class RowDifferencePane extends VBox {
    private static final double GAP = 8;
    private static final double HEIGHT = 180;
    private static final double SHARE_OF_KEYS = 0.56;
    private static final String NO_KEY = Messages.text("page.row-difference.the-table-has-no-key");

    private final Label title = PageLayout.heading("");
    private final TableGrid<Line> grid = new TableGrid<>("", Line::number);
    private final RowValuesPane values;
    private final RepairRow repair;
    private final DifferenceSaving saving;
    private final HBox rows;
    private final HBox buttons;
    private Optional<TableComparison> shown = Optional.empty();

    RowDifferencePane(Wizard wizard) {
        super(GAP);
        setId("row-differences");
        values = new RowValuesPane(wizard);
        repair = new RepairRow(wizard);
        saving = new DifferenceSaving(wizard);
        grid.setId("differing-rows");
        grid.textColumn(Messages.text("page.row-difference.row"), Line::key, 210);
        grid.badgeColumn(
                        Messages.text("page.row-difference.what"),
                        line -> badge(line.row().kind()))
                .setMinWidth(172);
        grid.textColumn(Messages.text("page.row-difference.columns"), Line::columns, 110);
        grid.getSelectionModel().selectedItemProperty().subscribe(this::showValues);
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        rows = new HBox(GAP, grid, values);
        rows.setPrefHeight(HEIGHT);
        rows.setMinHeight(HEIGHT);
        grid.setMinWidth(0);
        grid.prefWidthProperty().bind(rows.widthProperty().multiply(SHARE_OF_KEYS));
        values.setMinWidth(0);
        HBox.setHgrow(values, Priority.ALWAYS);
        buttons = PageLayout.row(repair.button(), saving.button());
        getChildren().addAll(title, rows, buttons, repair, saving);
        hide();
    }

    void hide() {
        PageLayout.setShown(this, false);
        shown = Optional.empty();
        grid.setRows(List.of());
    }

    /** The note of the line in full, and its rows where it has any. */
    void show(VerifyRow line, MigrationState state) {
        RowDifferences differences = line.differences();
        boolean another = !line.table().equals(shown);
        shown = line.table();
        PageLayout.setShown(this, true);
        PageLayout.setShown(rows, !differences.isNone());
        PageLayout.setShown(buttons, !differences.isNone());
        title.setText(
                differences.complete()
                        ? line.name() + ": " + line.note() + ""
                        : Messages.text("page.row-difference.more-rows-differ-than-are", line.name(), line.note()));
        if (another) {
            List<RowDifference> located = differences.rows();
            grid.getSelectionModel().clearSelection();
            grid.setRows(IntStream.range(0, located.size())
                    .mapToObj(i -> new Line(i, differences.keyColumns(), located.get(i)))
                    .toList());
            grid.getSelectionModel().selectFirst();
        }
        repair.show(line.table(), state);
        saving.show(line.table());
    }

    private void showValues(Line line) {
        if (line == null) {
            values.clear("");
        } else if (line.keyColumns().isEmpty()) {
            values.clear(NO_KEY);
        } else {
            shown.ifPresent(table -> values.read(table, line.row()));
        }
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
