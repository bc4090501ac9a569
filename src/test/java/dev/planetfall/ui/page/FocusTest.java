package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.Person;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Where the keyboard is after something happened that nobody pressed. */
class FocusTest extends WindowTest {
    @Test
    void doesNotHandTheFocusOfTheCutoverToItsWayBack(FxRobot robot) {
        Person person = new Person(robot);
        publish(Story.readyToCutOver());
        show(robot, Phase.CUTOVER);
        person.await(
                "the conditions",
                () -> FxThread.ask(() -> !robot.lookup("#confirm").query().isDisabled()));
        robot.interact(() -> robot.lookup("#confirm").queryAs(CheckBox.class).setSelected(true));
        robot.interact(() -> find(robot, "primary-action").requestFocus());
        assertThat(focused()).isEqualTo("primary-action");

        publish(cutOver());
        person.await("the result", () -> person.banner("cutover-result").startsWith("Verified"));

        robot.push(KeyCode.SPACE).push(KeyCode.SPACE);
        assertThat(focused()).isEqualTo("page");
        assertThat(FxThread.ask(() -> find(robot, "go-back").isVisible())).isTrue();
        assertThat(FxThread.ask(() -> robot.lookup("#cutover-result")
                        .query()
                        .localToScene(0, 0)
                        .getY()))
                .isGreaterThanOrEqualTo(FxThread.ask(() ->
                        robot.lookup(".page-scroll").query().localToScene(0, 0).getY()));
    }

    @Test
    void givesTheHarmlessAnswerByKeyboard(FxRobot robot) {
        Person person = new Person(robot);
        publish(Story.readyToCutOver());
        publish(cutOver());
        show(robot, Phase.CUTOVER);
        person.await("the result", () -> person.banner("cutover-result").startsWith("Verified"));
        robot.interact(() -> find(robot, "go-back").requestFocus());

        robot.push(KeyCode.SPACE);
        assertThat(focused()).isEqualTo("go-back-cancel");
        robot.push(KeyCode.ESCAPE);

        assertThat(focused()).isEqualTo("page");
        assertThat(FxThread.ask(() -> find(robot, "go-back").isVisible())).isTrue();
    }

    @Test
    void typesAConnectionWithoutTheMouse(FxRobot robot) {
        robot.interact(() -> wizard.showPage(1));
        robot.interact(() -> robot.lookup("#paste").query().requestFocus());

        robot.push(KeyCode.TAB);
        assertThat(focused()).isEqualTo("host");
        robot.push(KeyCode.SHIFT, KeyCode.TAB);
        assertThat(focused()).isEqualTo("paste");
        assertThat(robot.lookup("#paste").queryAs(TextArea.class).getText()).isEmpty();

        robot.interact(() -> robot.lookup("#password").query().requestFocus());
        robot.push(KeyCode.ENTER);
        assertThat(new Person(robot).banner("connection-banner"))
                .isEqualTo("Type the host, or paste a connection string.");
    }

    private static List<MigrationEvent> cutOver() {
        List<MigrationEvent> whole =
                Story.cutOver(Story.compared(true, Story.compared("customer", 5, 5, Verdict.EQUAL)));
        return whole.subList(Story.readyToCutOver().size(), whole.size());
    }

    private void publish(List<MigrationEvent> events) {
        events.forEach(wizard.migration().events()::publish);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void show(FxRobot robot, Phase phase) {
        int index = window.pages().stream()
                .map(page -> page.phase().equals(Optional.of(phase)))
                .toList()
                .indexOf(true);
        robot.interact(() -> wizard.showPage(index));
    }

    /** The id of what has the keyboard; "page" for the page as a whole. */
    private String focused() {
        WaitForAsyncUtils.waitForFxEvents();
        return FxThread.ask(() -> {
            Node owner = window.scene().getFocusOwner();
            return owner.getStyleClass().contains("page-scroll") ? "page" : owner.getId();
        });
    }

    private static Button find(FxRobot robot, String id) {
        return robot.lookup("#" + id).queryAs(Button.class);
    }
}
