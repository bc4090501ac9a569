package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.SchemaChoice;
import dev.planetfall.migration.SchemaDifference;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.SqlPreview;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextArea;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class SchemaObjectPaneTest {
    private static final SchemaOutcome FUNCTION =
            new SchemaOutcome("FUNCTION", "public.f()", Result.CREATED, "CREATE FUNCTION public.f()", "");

    private final List<SchemaChoice> decided = new ArrayList<>();
    private SchemaObjectPane pane;

    @Start
    void start(Stage stage) {
        pane = new SchemaObjectPane(decided::add);
        stage.setScene(new Scene(pane, 800, 600));
        stage.show();
    }

    @Test
    void showsBothDefinitionsOfWhatDiffersSideBySide(FxRobot robot) {
        robot.interact(() -> pane.show(
                FUNCTION.with(
                        Result.DIFFERENT,
                        "function public.f() differs from the source.",
                        List.of(new SchemaDifference(
                                "function public.f()",
                                "CREATE FUNCTION public.f()\nSELECT 1",
                                "CREATE FUNCTION public.f()"))),
                false));

        assertThat(robot.lookup("#schema-object-message").queryAs(Banner.class).text())
                .startsWith("There, but different: function public.f() differs from the source.\n")
                .doesNotContain("CREATE");
        assertThat(sql(robot, "definition-on-source")).isEqualTo("CREATE FUNCTION public.f()\nSELECT 1");
        assertThat(sql(robot, "definition-on-target")).isEqualTo("CREATE FUNCTION public.f()");
        assertThat(isShown(robot.lookup("#mending").query())).isFalse();
    }

    @Test
    void takesNoPasswordIntoTheJournal(FxRobot robot) {
        robot.interact(() -> pane.show(FUNCTION.with(Result.FAILED, "No.", List.of()), false));
        TextArea ddl = robot.lookup("#ddl-editor").queryAs(TextArea.class);
        robot.interact(() -> {
            ddl.setText("CREATE SERVER s OPTIONS (url 'postgresql://ada:hunter2@db/store')");
            robot.lookup("#try-again").queryButton().fire();
        });
        assertThat(robot.lookup("#schema-object-message").queryAs(Banner.class).text())
                .startsWith("This holds a password, and would be written into the journal");

        robot.interact(() -> {
            robot.lookup("#skip-object").queryButton().fire();
            robot.lookup("#skip-reason").queryTextInputControl().setText("in postgresql://ada:hunter2@db/store");
            robot.lookup("#confirm-skip").queryButton().fire();
        });
        assertThat(decided).isEmpty();

        robot.interact(() -> {
            ddl.setText("SELECT 1");
            robot.lookup("#try-again").queryButton().fire();
        });
        assertThat(decided).containsExactly(SchemaChoice.own(FUNCTION.key()).edited("SELECT 1"));
    }

    @Test
    void showsWhatWouldMendATable(FxRobot robot) {
        robot.interact(() -> pane.show(
                new SchemaOutcome("TABLE", "public.t", Result.CREATED, "CREATE TABLE public.t ()", "")
                        .with(
                                Result.DIFFERENT,
                                "PlanetScale lacks column public.t.b.",
                                List.of(
                                        new SchemaDifference(
                                                "column public.t.b",
                                                "integer",
                                                "",
                                                "ALTER TABLE public.t ADD COLUMN b integer;"),
                                        new SchemaDifference("column public.t.c", "text", "integer"))),
                false));

        assertThat(sql(robot, "definition-on-source"))
                .isEqualTo("-- column public.t.b\ninteger\n\n-- column public.t.c\ntext");
        assertThat(sql(robot, "definition-on-target"))
                .isEqualTo("-- column public.t.b\nnone\n\n-- column public.t.c\ninteger");
        assertThat(sql(robot, "mending")).isEqualTo("ALTER TABLE public.t ADD COLUMN b integer;");
        assertThat(isShown(robot.lookup("#mending").query())).isTrue();
    }

    @Test
    void takesNoRoomForDefinitionsWhileNothingDiffers(FxRobot robot) {
        robot.interact(() -> pane.show(FUNCTION, false));

        assertThat(robot.lookup("#differences").query().isManaged()).isFalse();
    }

    private static String sql(FxRobot robot, String id) {
        return robot.lookup("#" + id).queryAs(SqlPreview.class).sql();
    }

    private static boolean isShown(Node node) {
        return node.getParent().isVisible() && node.getParent().isManaged();
    }
}
