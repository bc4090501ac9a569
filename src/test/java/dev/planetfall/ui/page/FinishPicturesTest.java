package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.ui.Samples;
import dev.planetfall.ui.Snapshots;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardWindow;
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
            robot.interact(() -> PageLayout.reveal(robot.lookup(shown).query()));
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
