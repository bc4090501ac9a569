package dev.planetfall.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationEvent.StatementSent;
import dev.planetfall.ui.Samples;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class ControlsTest {
    private final ObservableList<StatementSent> statements = FXCollections.observableArrayList();
    private Banner banner;
    private SqlPreview sql;
    private Form form;
    private TextField host;
    private ActivityDrawer drawer;

    @Start
    void start(Stage stage) {
        banner = new Banner();
        sql = new SqlPreview("SELECT 1;");
        form = new Form();
        host = form.row("_Host", new TextField());
        drawer = new ActivityDrawer(statements);
        Shown.in(stage, new VBox(banner, sql, form, drawer));
    }

    @Test
    void bannerTakesRoomOnlyWhileItSaysSomething(FxRobot robot) {
        assertThat(banner.isManaged()).isFalse();

        robot.interact(() -> banner.showError("The source refused the password."));
        assertThat(banner.isManaged()).isTrue();
        assertThat(robot.lookup("#banner-text").queryAs(Label.class).getText())
                .isEqualTo("The source refused the password.");

        robot.interact(banner::clear);
        assertThat(banner.isVisible()).isFalse();
    }

    @Test
    void copiesTheSqlAsItStands(FxRobot robot) {
        robot.clickOn(".copy-sql");

        robot.interact(
                () -> assertThat(Clipboard.getSystemClipboard().getString()).isEqualTo("SELECT 1;"));
    }

    @Test
    void tellsWhatIsWrongUnderTheField(FxRobot robot) {
        robot.interact(() -> form.showError(host, "There is no server of this name."));
        assertThat(form.error(host)).isEqualTo("There is no server of this name.");
        assertThat(robot.lookup(".form-error").queryAs(Label.class).isVisible()).isTrue();

        robot.interact(form::clearErrors);
        assertThat(form.error(host)).isEmpty();
    }

    @Test
    void listsStatementsWithoutTheMonitorsUntilAsked(FxRobot robot) {
        robot.interact(() -> {
            statements.add(Samples.statement("source", "CREATE PUBLICATION p", 0));
            statements.add(Samples.statement("source", "SELECT * FROM pg_replication_slots", 1));
            statements.add(Samples.failed("PlanetScale", "CREATE\n  SUBSCRIPTION s", "no answer"));
        });
        assertThat(text(robot, "#activity-count")).isEqualTo("2 statements");
        assertThat(text(robot, "#activity-failures")).isEqualTo("1 refused");
        assertThat(drawer.isExpanded()).isFalse();

        robot.clickOn("#activity-toggle").clickOn("#hide-measurements");

        assertThat(text(robot, "#activity-count")).isEqualTo("3 statements");
    }

    @Test
    void countsStatementsThatAreNoLongerKept(FxRobot robot) {
        robot.interact(() -> {
            statements.add(Samples.failed("source", "CREATE PUBLICATION p", "it exists"));
            statements.add(Samples.statement("source", "SELECT * FROM pg_replication_slots", 1));
            statements.add(Samples.statement("source", "CREATE TABLE t ()", 0));
            statements.remove(0, 2);
        });
        assertThat(text(robot, "#activity-count")).isEqualTo("2 statements");
        assertThat(text(robot, "#activity-failures")).isEqualTo("1 refused");

        robot.clickOn("#activity-toggle");
        assertThat(text(robot, "#activity-count")).isEqualTo("2 statements, the last 1 are shown");

        robot.interact(statements::clear);
        assertThat(text(robot, "#activity-count")).isEqualTo("0 statements");
        assertThat(robot.lookup("#activity-failures").query().isVisible()).isFalse();
    }

    @Test
    void showsAWholeStatementWithItsError(FxRobot robot) {
        robot.interact(() -> {
            statements.add(Samples.failed("PlanetScale", "CREATE\n  SUBSCRIPTION s", "no answer"));
            drawer.setExpanded(true);
            robot.lookup("#activity-table")
                    .queryAs(TableView.class)
                    .getSelectionModel()
                    .select(0);
        });

        assertThat(text(robot, ".activity-error")).isEqualTo("no answer");
        assertThat(robot.from(drawer)
                        .lookup(".sql-preview")
                        .queryAs(SqlPreview.class)
                        .sql())
                .isEqualTo("CREATE\n  SUBSCRIPTION s");
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Label.class).getText();
    }
}
