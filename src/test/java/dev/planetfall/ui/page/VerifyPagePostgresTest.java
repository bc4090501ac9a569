package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.testing.PostgresPair;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.Person;
import dev.planetfall.ui.Snapshots;
import dev.planetfall.ui.control.TableGrid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TableColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** What a person sees of rows that differ, saves and repairs, on two servers. */
@ExtendWith(TwoPostgresExtension.class)
@PostgresPair(source = 15, target = 18)
@Timeout(120)
class VerifyPagePostgresTest extends WindowTest {
    private static final int VERIFY = 8;
    private static final QualifiedName ITEM = QualifiedName.of("public", "item");

    private FxRobot robot;
    private Person person;

    @TempDir
    private Path folder;

    @Test
    void showsSavesAndRepairsTheRowsThatDiffer(FxRobot newRobot, TwoPostgres servers) throws IOException {
        robot = newRobot;
        person = new Person(robot);
        compareDamaged(servers);

        person.await(
                "the values of the first row",
                () -> lines("values")
                        .equals(List.of("word | a, \"b\" | NULL", "id | 1 | 1", "note | (empty text) | (empty text)")));
        robot.interact(() -> grid("differing-rows").getSelectionModel().selectLast());
        person.await(
                "the values of the last row",
                () -> lines("values")
                        .equals(List.of("id | (no row) | 9", "word | (no row) | nobody", "note | (no row) | NULL")));

        Path file = folder.resolve("item.csv");
        robot.interact(() -> saving().save(file));
        person.await("the file", () -> person.banner("save-differences-outcome").startsWith("3 rows were saved as "));
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "\uFEFF\"id\",\"difference\",\"column\",\"source\",\"planetscale\"",
                        "\"1\",\"Other values\",\"word\",\"a, \"\"b\"\"\",",
                        "\"2\",\"Missing on PlanetScale\",\"id\",\"2\",",
                        "\"2\",\"Missing on PlanetScale\",\"word\",\"c\",",
                        "\"2\",\"Missing on PlanetScale\",\"note\",,",
                        "\"9\",\"Only on PlanetScale\",\"id\",,\"9\"",
                        "\"9\",\"Only on PlanetScale\",\"word\",,\"nobody\"",
                        "\"9\",\"Only on PlanetScale\",\"note\",,");

        person.click("repair-rows");
        picture("verify-repair");
        // The page may scroll while it is aimed at, so these are not clicked with the pointer.
        robot.interact(
                () -> robot.lookup("#repair-extra").queryAs(CheckBox.class).setSelected(true));
        robot.interact(
                () -> robot.lookup("#repair-confirm").queryAs(Button.class).fire());
        person.await("the rows to be equal", () -> item().verdict() == Verdict.EQUAL);
        person.await(
                "the page to say so",
                () -> person.banner("repair-outcome")
                        .equals("3 rows were repaired: 1 updated, 1 inserted, 1 deleted in public.item, and compared"
                                + " again."));
        picture("verify-repaired");
        assertThat(servers.targetDatabase()
                        .<List<String>>withSession(session ->
                                session.query("SELECT i::text AS row FROM item i ORDER BY id", row -> row.text("row"))))
                .containsExactly("(1,\"a, \"\"b\"\"\",\"\")", "(2,c,)");
        leave();
    }

    private void compareDamaged(TwoPostgres servers) {
        servers.sourceDatabase().useSession(session -> {
            session.execute("CREATE TABLE item (id int PRIMARY KEY, word text, note text)");
            session.execute("INSERT INTO item VALUES (1, 'a, \"b\"', ''), (2, 'c', NULL)");
        });
        robot.interact(() -> {
            wizard.plan().source(servers.sourceSettings()).target(servers.targetSettings());
            wizard.decide();
        });
        for (Phase phase : List.of(Phase.CONNECT, Phase.SCHEMA, Phase.REPLICATE)) {
            assertThat(wizard.migration().run(phase).join()).isEqualTo(PhaseStatus.DONE);
        }
        servers.targetDatabase().useSession(session -> {
            session.execute("UPDATE item SET word = NULL WHERE id = 1");
            session.execute("DELETE FROM item WHERE id = 2");
            session.execute("INSERT INTO item VALUES (9, 'nobody')");
        });
        robot.interact(() -> wizard.showPage(VERIFY));
        assertThat(wizard.migration().run(Phase.VERIFY).join()).isEqualTo(PhaseStatus.DONE);
        person.await("the rows", () -> lines("differing-rows").size() == 3);
    }

    private void leave() {
        assertThat(wizard.migration().undo(Phase.REPLICATE).join()).isEqualTo(PhaseStatus.NOT_STARTED);
        robot.interact(window::close);
    }

    private MigrationState state() {
        return wizard.migration().state();
    }

    private TableComparison item() {
        return state().verification().orElseThrow().table(ITEM).orElseThrow();
    }

    private DifferenceSaving saving() {
        return (DifferenceSaving)
                robot.lookup("#save-differences-outcome").query().getParent();
    }

    private TableGrid<?> grid(String id) {
        return robot.lookup("#" + id).query();
    }

    private List<String> lines(String id) {
        return FxThread.ask(() -> {
            TableGrid<?> grid = grid(id);
            return IntStream.range(0, grid.getItems().size())
                    .mapToObj(row -> grid.getColumns().stream()
                            .map(column -> text(column, row))
                            .collect(Collectors.joining(" | ")))
                    .toList();
        });
    }

    private static String text(TableColumn<?, ?> column, int row) {
        return String.valueOf(column.getCellData(row));
    }

    private void picture(String name) {
        robot.interact(() -> {
            stage.setWidth(1_280);
            stage.setHeight(800);
        });
        robot.sleep(400);
        robot.interact(() -> Snapshots.save(stage.getScene(), Path.of("target", "pictures", name + "-1280.png")));
    }
}
