package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationEvent.SchemaObjectApplied;
import dev.planetfall.migration.ReplicationEvent.SchemaDriftFound;
import dev.planetfall.migration.ReplicationEvent.SchemasAgreed;
import dev.planetfall.migration.SchemaDifference;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.SchemaMend;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.ui.InView;
import dev.planetfall.ui.Snapshots;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.SqlPreview;
import dev.planetfall.ui.control.TableGrid;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Schemas that come apart, as a person sees it: pictures to look at. */
class DriftPicturesTest extends WindowTest {
    private static final int SCHEMA = 6;
    private static final int REPLICATE = 7;
    private static final int CUT_OVER = 10;
    private static final SchemaMend DELIVERED = new SchemaMend(
            "column shop.\"Customer orders\".delivered_to_the_neighbour",
            "boolean NOT NULL DEFAULT false",
            "",
            List.of(
                    "ALTER TABLE \"shop\".\"Customer orders\" ADD COLUMN \"delivered_to_the_neighbour\" boolean DEFAULT false NOT NULL"),
            "");
    private static final SchemaMend TOTAL = new SchemaMend(
            "column shop.orders.total",
            "numeric(12,2)",
            "numeric(10,2) NOT NULL",
            List.of(
                    "ALTER TABLE \"shop\".\"orders\" ALTER COLUMN \"total\" TYPE numeric(12,2)",
                    "ALTER TABLE \"shop\".\"orders\" ALTER COLUMN \"total\" DROP NOT NULL"),
            "PlanetScale converts the values that it has by itself, and replication of the table waits meanwhile. If the source was"
                    + " changed with USING, compare the rows on the Verify page afterwards.");
    private static final SchemaMend COUPON = new SchemaMend(
            "column shop.\"Customer orders\".coupon",
            "text",
            "",
            List.of(),
            "If this column was renamed on the source, rename it on PlanetScale, which keeps its values: ALTER TABLE"
                    + " \"shop\".\"Customer orders\" RENAME COLUMN \"voucher\" TO \"coupon\"; If it is new: ALTER TABLE"
                    + " \"shop\".\"Customer orders\" ADD COLUMN \"coupon\" \"text\";");
    private static final SchemaDrift DRIFT = new SchemaDrift(
            List.of(
                    "table shop.coupon",
                    "column shop.\"Customer orders\".delivered_to_the_neighbour",
                    "column shop.\"Customer orders\".coupon",
                    "constraint shop.coupon.coupon_pkey"),
            List.of(new SchemaDifference("column shop.orders.total", "numeric(12,2)", "numeric(10,2) NOT NULL")),
            List.of(new SchemaDrift.Surplus("trigger shop.orders.stamp", true, "DROP TRIGGER stamp ON shop.orders")),
            List.of(QualifiedName.of("shop", "orders_2027")),
            List.of(
                    new SchemaMend(
                            "trigger shop.orders.stamp",
                            "",
                            "CREATE TRIGGER stamp BEFORE INSERT ON shop.orders FOR EACH ROW EXECUTE FUNCTION shop.stamp()",
                            List.of("DROP TRIGGER stamp ON shop.orders"),
                            ""),
                    TOTAL,
                    DELIVERED,
                    COUPON,
                    new SchemaMend(
                            "table shop.coupon",
                            "",
                            "",
                            List.of(
                                    "CREATE TABLE \"shop\".\"coupon\" (\n    \"code\" \"text\" NOT NULL,\n    \"percent\" integer\n)"),
                            "Add it to replication afterwards, which copies its rows."),
                    new SchemaMend(
                            "constraint shop.coupon.coupon_pkey",
                            "PRIMARY KEY (code)",
                            "",
                            List.of(
                                    "ALTER TABLE ONLY \"shop\".\"coupon\" ADD CONSTRAINT \"coupon_pkey\" PRIMARY KEY (\"code\")"),
                            "")));

    private static final SchemaOutcome ORDERS = new SchemaOutcome(
                    "TABLE",
                    "shop.orders",
                    Result.CREATED,
                    "CREATE TABLE shop.orders (id bigint, total numeric(12,2));",
                    "")
            .with(
                    Result.DIFFERENT,
                    "PlanetScale lacks column shop.orders.coupon.",
                    List.of(
                            new SchemaDifference(
                                    "column shop.orders.coupon",
                                    "character varying(40) DEFAULT 'none'::character varying NOT NULL",
                                    "",
                                    "ALTER TABLE shop.orders ADD COLUMN coupon character varying(40) DEFAULT 'none' NOT NULL;"),
                            new SchemaDifference(
                                    "column shop.orders.total", "numeric(12,2)", "numeric(10,2) NOT NULL")));

    @Test
    void warnsWhileTheSchemasHaveComeApart(FxRobot robot) {
        Story.readyToCutOver().forEach(wizard.migration().events()::publish);
        wizard.migration().events().publish(new SchemaDriftFound(Story.START, DRIFT));
        picture(robot, CUT_OVER, "drift-cut-over");
        picture(robot, REPLICATE, "drift-replicate");
        Banner warning = robot.lookup("#schema-drift").queryAs(Banner.class);
        assertThat(warning.isVisible()).isTrue();
        assertThat(warning.text()).startsWith("The schemas have come apart in 7 places, listed below.");
        Button apply = robot.lookup("#apply-drift").queryButton();
        reveal(robot, apply);
        picture(robot, REPLICATE, "drift-places");
        robot.interact(apply::fire);
        VBox question = robot.lookup("#drift-confirmation").queryAs(VBox.class);
        assertThat(question.isVisible()).isTrue();
        reveal(robot, question);
        picture(robot, REPLICATE, "drift-confirmation");
        assertThat(((SqlPreview) question.getChildren().get(1)).sql())
                .isEqualTo(SchemaMend.script(DRIFT.statements()))
                .doesNotContain("RENAME");
        reveal(robot, robot.lookup("#add-to-replication").query());
        picture(robot, REPLICATE, "drift-new-table");
        robot.interact(() -> robot.lookup("#drift-cancel").queryButton().fire());
        assertThat(question.isVisible()).isFalse();

        robot.interact(
                () -> robot
                        .from(robot.lookup("#drift-places").queryParent())
                        .lookup(".check-box")
                        .queryAllAs(CheckBox.class)
                        .stream()
                        .filter(box -> !box.getText().contains("total"))
                        .forEach(box -> box.setSelected(false)));
        robot.interact(apply::fire);
        assertThat(((SqlPreview) question.getChildren().get(1)).sql()).isEqualTo(TOTAL.sql());
        robot.interact(() -> robot.lookup("#drift-confirm").queryButton().fire());
        assertThat(robot.lookup("#drift-outcome").queryAs(Banner.class).text())
                .isEqualTo("Connect both servers first: go back to Source and PlanetScale.");

        wizard.migration().events().publish(new SchemasAgreed(Story.START));
        WaitForAsyncUtils.sleep(200, TimeUnit.MILLISECONDS);
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(warning.isVisible()).isFalse();
    }

    @Test
    void showsBothDefinitionsOfATable(FxRobot robot) {
        Story.readyToCutOver().forEach(wizard.migration().events()::publish);
        wizard.migration().events().publish(new SchemaObjectApplied(Story.START, ORDERS));
        picture(robot, SCHEMA, "difference-schema");
        robot.interact(() -> {
            TableGrid<SchemaViewModel.Row> grid =
                    robot.lookup("#schema-objects").query();
            grid.getItems().stream()
                    .filter(row -> row.outcome().key().equals(ORDERS.key()))
                    .forEach(row -> grid.getSelectionModel().select(row));
        });
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> InView.bring(robot.lookup("#mending").query()));
        picture(robot, SCHEMA, "difference-definitions");

        assertThat(robot.lookup("#differences").query().isVisible()).isTrue();
    }

    private static void reveal(FxRobot robot, Node node) {
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> InView.bring(node));
    }

    private void picture(FxRobot robot, int page, String name) {
        robot.interact(() -> {
            stage.setWidth(1100);
            stage.setHeight(720);
            if (wizard.pageIndexProperty().get() != page) {
                wizard.showPage(page);
            }
        });
        WaitForAsyncUtils.sleep(300, TimeUnit.MILLISECONDS);
        WaitForAsyncUtils.waitForFxEvents();
        Path file = Path.of("target", "pictures", name + ".png");
        robot.interact(() -> Snapshots.save(stage.getScene(), file));
        robot.interact(() -> window.themes().setDark(true));
        robot.interact(() -> Snapshots.save(stage.getScene(), Path.of("target", "pictures", name + "-dark.png")));
        robot.interact(() -> window.themes().setDark(false));
        assertThat(file).isNotEmptyFile();
    }
}
