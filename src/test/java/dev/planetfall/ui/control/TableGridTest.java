package dev.planetfall.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Quantities;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class TableGridTest {
    private TableGrid<Copied> grid;
    private TableColumn<Copied, Long> rows;

    @Start
    void start(Stage stage) {
        grid = new TableGrid<>("No tables yet.", Copied::table);
        grid.textColumn("Table", Copied::table, 200);
        rows = grid.numberColumn("Rows", Copied::rows, Quantities::count);
        grid.progressColumn("Copied", copied -> 0.5);
        grid.badgeColumn("State", copied -> new Badge("Live", Badge.Tone.SUCCESS));
        grid.setRows(measured(0));
        Shown.in(stage, grid);
    }

    @Test
    void keepsTheSelectedTableWhenItIsMeasuredAgain(FxRobot robot) {
        robot.interact(() -> {
            rows.setSortType(TableColumn.SortType.DESCENDING);
            grid.getSortOrder().add(rows);
            grid.getSelectionModel().select(new Copied("t3", 3));
        });

        robot.interact(() -> grid.setRows(measured(100)));

        assertThat(grid.getSelectionModel().getSelectedItem()).isEqualTo(new Copied("t3", 103));
        assertThat(grid.getItems()).first().isEqualTo(new Copied("t19", 119));
    }

    @Test
    void changesOnlyTheRowsThatDiffer(FxRobot robot) {
        List<Integer> changed = new ArrayList<>();
        robot.interact(() -> {
            grid.getItems().addListener((ListChangeListener<Copied>) change -> {
                while (change.next()) {
                    changed.add(change.getFrom());
                }
            });
            List<Copied> next = new ArrayList<>(measured(0));
            next.set(4, new Copied("t4", 99));
            grid.setRows(next);
        });

        assertThat(changed).containsExactly(4);
    }

    @Test
    void followsTablesThatComeAndGo(FxRobot robot) {
        robot.interact(() -> {
            grid.getSelectionModel().select(0);
            grid.setRows(List.of(new Copied("t1", 5), new Copied("new", 1)));
        });

        assertThat(grid.getItems()).containsExactly(new Copied("t1", 5), new Copied("new", 1));
        assertThat(grid.getSelectionModel().isEmpty()).isTrue();
    }

    @Test
    void tellsTheWholeTextOfACellThatIsTooNarrow(FxRobot robot) {
        String name = "sales.a_table_whose_name_is_longer_than_any_column_of_this_table_will_ever_be";
        robot.interact(() -> grid.setRows(List.of(new Copied(name, 1), new Copied("short", 2))));

        robot.moveTo(cell(robot, name));
        assertThat(cell(robot, name).getTooltip().getText()).isEqualTo(name);

        robot.moveTo(cell(robot, "short"));
        assertThat(cell(robot, "short").getTooltip()).isNull();
        assertThat(cell(robot, name).getTooltip()).isNull();
    }

    private static TableCell<?, ?> cell(FxRobot robot, String text) {
        return robot.lookup((TableCell<?, ?> cell) -> text.equals(cell.getText()))
                .query();
    }

    private static List<Copied> measured(long more) {
        return IntStream.range(0, 20)
                .mapToObj(number -> new Copied("t" + number, number + more))
                .toList();
    }

    private record Copied(String table, long rows) {}
}
