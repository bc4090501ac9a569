package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.RowDifference;
import dev.planetfall.migration.RowValues;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.verify.RowLookup;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.TableGrid;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The values of one row on both servers, read when the row is chosen and kept nowhere. */
final class RowValuesPane extends StackPane {
    /** More of a value nobody reads here; the file that can be saved has all of it. */
    private static final int MOST_CHARACTERS = 2_000;

    private final Wizard wizard;
    private final TableGrid<Line> grid = new TableGrid<>("", line -> line.column);
    private final Label words = PageLayout.wrapping("");
    private Optional<RowDifference> wanted = Optional.empty();

    RowValuesPane(Wizard wizard) {
        this.wizard = wizard;
        setId("row-values");
        grid.setId("values");
        grid.textColumn(Messages.text("page.row-values.column"), Line::column, 110);
        grid.textColumn(Messages.text("page.row-values.source"), Line::source, 150);
        grid.textColumn("PlanetScale", Line::target, 150);
        words.setId("row-values-words");
        VBox.setVgrow(grid, Priority.ALWAYS);
        getChildren().addAll(grid, words);
        clear("");
    }

    /** Without a row, the sentence instead. */
    void clear(String sentence) {
        wanted = Optional.empty();
        say(sentence);
    }

    /** Asks both servers, and shows what they answer unless another row was chosen meanwhile. */
    void read(TableComparison table, RowDifference row) {
        if (wizard.migration().plan().isEmpty()) {
            clear(Messages.text("page.row-values.connect-to-both-servers-to"));
            return;
        }
        wanted = Optional.of(row);
        if (grid.getItems().isEmpty()) {
            say(Messages.text("page.row-values.reading-the-row-on-both"));
        }
        FxThread.deliver(
                wizard.migration().ask(context -> RowLookup.one(context, table, row, MOST_CHARACTERS)),
                values -> ifWanted(row, () -> show(values)),
                thrown -> ifWanted(
                        row, () -> say(Messages.text("page.row-values.the-row-could-not-be", thrown.getMessage()))));
    }

    private void ifWanted(RowDifference row, Runnable work) {
        if (wanted.filter(row::equals).isPresent()) {
            work.run();
        }
    }

    private void show(RowValues values) {
        if (values.source().isEmpty() && values.target().isEmpty()) {
            say(Messages.text("page.row-values.neither-server-has-this-row"));
            return;
        }
        grid.setRowsInOrder(IntStream.range(0, values.columns().size())
                .boxed()
                .sorted(Comparator.comparing(column -> !values.differs(column)))
                .map(column -> new Line(
                        values.columns().get(column).name(),
                        shown(values.source(), column),
                        shown(values.target(), column)))
                .toList());
        say("");
    }

    private void say(String sentence) {
        words.setText(sentence);
        if (!sentence.isEmpty()) {
            grid.setRows(List.of());
        }
        PageLayout.setShown(words, !sentence.isEmpty());
        grid.setVisible(sentence.isEmpty());
    }

    private static String shown(List<Optional<String>> values, int column) {
        if (values.isEmpty()) {
            return Messages.text("page.row-values.no-row");
        }
        return values.get(column)
                .map(value -> value.isEmpty() ? Messages.text("page.row-values.empty-text") : value)
                .orElse("NULL");
    }

    private record Line(String column, String source, String target) {}
}
