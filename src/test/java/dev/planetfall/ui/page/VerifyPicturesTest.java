package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.ObjectComparison;
import dev.planetfall.migration.ObjectComparison.Kind;
import dev.planetfall.migration.RowDifference;
import dev.planetfall.migration.RowDifferences;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.Verification;
import dev.planetfall.migration.VerificationEvent.TablesCompared;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.ui.Snapshots;
import dev.planetfall.ui.control.TableGrid;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Rows that differ, as a person sees them: pictures to look at. */
class VerifyPicturesTest extends WindowTest {
    private static final int VERIFY = 8;

    private static final RowDifferences LINES = new RowDifferences(
            List.of(new Identifier("order_id"), new Identifier("line")),
            List.of(
                    new RowDifference(
                            List.of("1200344", "2"),
                            RowDifference.Kind.CHANGED,
                            List.of(new Identifier("price"), new Identifier("quantity"))),
                    new RowDifference(List.of("1200345", "1"), RowDifference.Kind.MISSING, List.of()),
                    new RowDifference(List.of("1999999", "1"), RowDifference.Kind.EXTRA, List.of())),
            true);
    private static final RowDifferences VISITS = new RowDifferences(
            List.of(),
            List.of(new RowDifference(
                    List.of("(2026-03-01 12:00:00+00,198.51.100.7,\"GET /basket\")"),
                    RowDifference.Kind.MISSING,
                    List.of())),
            false);

    @Test
    void showsTheRowsOfTheFirstTableThatDiffersAndOfAnyOther(FxRobot robot) {
        Story.readyToCutOver().forEach(wizard.migration().events()::publish);
        wizard.migration().events().publish(new TablesCompared(Story.START, verification()));
        picture(robot, "verify-differs");
        TableGrid<VerifyRow> rows = robot.lookup("#comparison").query();
        TableGrid<?> located = robot.lookup("#differing-rows").query();
        assertThat(located.getItems()).hasSize(3);

        robot.interact(() -> rows.getSelectionModel().select(1));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(located.getItems()).hasSize(1);
        picture(robot, "verify-differs-without-key");

        robot.interact(() -> rows.getSelectionModel().selectLast());
        WaitForAsyncUtils.waitForFxEvents();
        Node pane = robot.lookup("#row-differences").query();
        assertThat(pane.isVisible()).isFalse();
        picture(robot, "verify-other-table");
    }

    private static Verification verification() {
        return new Verification(
                false,
                List.of(
                        table("order_line", 1_050_000, 1_050_000, Verdict.DIFFERS, LINES),
                        table("visit", 88_001, 88_000, Verdict.DIFFERS, VISITS),
                        table(
                                "customer_order_with_a_rather_long_name",
                                420_000,
                                420_000,
                                Verdict.EQUAL,
                                RowDifferences.NONE),
                        table("account", 210_000, 210_000, Verdict.EQUAL, RowDifferences.NONE)),
                List.of(
                        new ObjectComparison(Kind.SCHEMA, "All objects", Verdict.EQUAL, ""),
                        new ObjectComparison(Kind.CONSTRAINT, "All 31 constraints", Verdict.EQUAL, ""),
                        new ObjectComparison(
                                Kind.INDEX,
                                "order_line_product of public.order_line",
                                Verdict.DIFFERS,
                                "It is invalid on PlanetScale: run REINDEX INDEX there.")));
    }

    private static TableComparison table(String name, long here, long there, Verdict verdict, RowDifferences rows) {
        return new TableComparison(
                QualifiedName.of("shop", name),
                OptionalLong.of(here),
                OptionalLong.of(there),
                verdict,
                rows.sentence(),
                rows);
    }

    private void picture(FxRobot robot, String name) {
        for (int width : List.of(1_280, 900)) {
            robot.interact(() -> {
                stage.setWidth(width);
                stage.setHeight(width == 900 ? 640 : 800);
                if (wizard.pageIndexProperty().get() != VERIFY) {
                    wizard.showPage(VERIFY);
                }
            });
            WaitForAsyncUtils.sleep(300, TimeUnit.MILLISECONDS);
            WaitForAsyncUtils.waitForFxEvents();
            Path file = Path.of("target", "pictures", name + "-" + width + ".png");
            robot.interact(() -> Snapshots.save(stage.getScene(), file));
            assertThat(file).isNotEmptyFile();
        }
    }
}
