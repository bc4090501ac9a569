package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.aftercare.Aftercare;
import dev.planetfall.ui.InView;
import dev.planetfall.ui.Samples;
import dev.planetfall.ui.Snapshots;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TitledPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** What is left to do after the cutover, as a person sees it: pictures to look at. */
@ExtendWith(ApplicationExtension.class)
class FinishPicturesTest {
    private static final int FINISH = 11;

    private static final List<CheckName> NAMES = List.of(
            new CheckName("roles-and-grants", "Roles and their rights", CheckGroup.AFTER_THE_MOVE),
            new CheckName("statistics", "Statistics on PlanetScale", CheckGroup.AFTER_THE_MOVE),
            new CheckName("raised-settings", "Settings", CheckGroup.AFTER_THE_MOVE));

    private static final List<Finding> FINDINGS = List.of(
            Finding.warning(
                            "roles-and-grants",
                            "Rights of 2 roles (clerk, readers) on the source do not come along.",
                            "On PlanetScale only the role of the migration may use the tables at first.")
                    .withDetails(List.of("clerk: rights on 2 objects, may log in, not on PlanetScale"))
                    .withRemedy(new Remedy(
                            Side.TARGET,
                            "CREATE ROLE \"clerk\" LOGIN;\n-- ALTER ROLE \"clerk\" PASSWORD '<password>';\n"
                                    + "GRANT SELECT ON TABLE shop.item TO \"clerk\";",
                            "Makes roles without passwords on PlanetScale and gives them the rights they have on the source.",
                            "",
                            true)),
            Finding.passed("statistics", "PlanetScale has statistics of every table in scope that holds rows."),
            Finding.note(
                            "raised-settings",
                            "1 setting of the source serves replication and is not as PostgreSQL brings it: wal_level.",
                            "If one was raised for this migration and the old database lives on, put it back once the"
                                    + " migration is cleaned up.")
                    .withDetails(List.of("wal_level = logical, usually replica; changed by a restart"))
                    .withRemedy(new Remedy(
                            Side.SOURCE,
                            "ALTER SYSTEM RESET wal_level;",
                            "Leaves out of the server's own file what was set there.",
                            "",
                            true)));

    private Wizard wizard;
    private WizardWindow window;
    private Stage stage;

    @Start
    void start(Stage newStage) {
        stage = newStage;
        wizard = Samples.wizard();
        wizard.startNew();
        window = Samples.window(stage, wizard);
    }

    @Stop
    void stop() {
        window.close();
    }

    @Test
    void showsWhatIsLeftAndRemovesOthersOnlyWhenTicked(FxRobot robot) {
        Story.cutOver(Story.compared(true, Story.compared("customer", 5, 5, Verdict.EQUAL)))
                .forEach(wizard.migration().events()::publish);
        wizard.migration().events().publish(Story.searched(Story.remnants()));
        pictures(robot, "finish", "#stacks");
        pictures(robot, "finish-clean-up", "#look-again");

        robot.interact(() -> robot.lookup("#others-list").<TitledPane>query().setExpanded(true));
        settle();
        assertThat(robot.lookup("#remove-others").queryButton().isDisabled()).isTrue();
        robot.interact(() -> robot.lookup(".other-remnant").<CheckBox>query().setSelected(true));
        robot.interact(() -> robot.lookup("#remove-others").queryButton().fire());
        pictures(robot, "finish-others", "#remove-confirm");
        robot.interact(() -> robot.lookup("#remove-cancel").queryButton().fire());
        assertThat(robot.lookup("#remove-confirm")
                        .<Node>query()
                        .getParent()
                        .getParent()
                        .isVisible())
                .isFalse();

        wizard.migration().events().publish(Story.searched(Story.sourceAway()));
        pictures(robot, "finish-source-away", "#away");
    }

    @Test
    void showsWhatIsToBeLookedAfter(FxRobot robot) throws IOException {
        Story.cutOver(Story.compared(true, Story.compared("customer", 5, 5, Verdict.EQUAL)))
                .forEach(wizard.migration().events()::publish);
        pictures(robot, "finish-after-not-asked", "#ask-after");
        AfterPane pane = robot.lookup("#look-after").query();
        robot.interact(() -> pane.show(new Aftercare.Answer(NAMES, FINDINGS)));
        pictures(robot, "finish-after", "#look-after");
        robot.interact(() -> robot.lookup("#after-answers").<TitledPane>query().setExpanded(true));
        pictures(robot, "finish-after-open", "#after-answers");
        Path file = Path.of("target", "pictures", "after.sql");

        robot.interact(() -> pane.save(file));

        assertThat(file).hasContent("""
                -- On PlanetScale: Rights of 2 roles (clerk, readers) on the source do not come along.
                -- Makes roles without passwords on PlanetScale and gives them the rights they have on the source.
                CREATE ROLE "clerk" LOGIN;
                -- ALTER ROLE "clerk" PASSWORD '<password>';
                GRANT SELECT ON TABLE shop.item TO "clerk";

                -- On the source: 1 setting of the source serves replication and is not as PostgreSQL brings it: wal_level.
                -- Leaves out of the server's own file what was set there.
                -- ALTER SYSTEM RESET wal_level;
                """);
    }

    private void pictures(FxRobot robot, String name, String shown) {
        for (int width : List.of(1_280, 1_100)) {
            robot.interact(() -> {
                stage.setWidth(width);
                stage.setHeight(width == 1_100 ? 720 : 800);
                if (wizard.pageIndexProperty().get() != FINISH) {
                    wizard.showPage(FINISH);
                }
            });
            settle();
            robot.interact(() -> InView.bring(robot.lookup(shown).query()));
            for (boolean dark : new boolean[] {false, true}) {
                robot.interact(() -> window.themes().setDark(dark));
                settle();
                Path file = Path.of("target", "pictures", name + "-" + width + (dark ? "-dark" : "") + ".png");
                robot.interact(() -> Snapshots.save(stage.getScene(), file));
                assertThat(file).isNotEmptyFile();
            }
            robot.interact(() -> window.themes().setDark(false));
        }
    }

    private static void settle() {
        WaitForAsyncUtils.sleep(300, TimeUnit.MILLISECONDS);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
