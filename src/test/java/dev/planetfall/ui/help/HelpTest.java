package dev.planetfall.ui.help;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.ui.Samples;
import dev.planetfall.ui.Snapshots;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardWindow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** Help in the window, asked for by keyboard. */
@ExtendWith(ApplicationExtension.class)
class HelpTest {
    private final HelpChoice choice = HelpChoice.inMemory();
    private final List<String> opened = new ArrayList<>();
    private WizardWindow window;

    @Start
    void start(Stage stage) {
        Wizard wizard = Samples.wizard(opened::add);
        wizard.rememberHelp(choice);
        wizard.startNew();
        window = Samples.window(stage, wizard);
        stage.toFront();
    }

    @Stop
    void stop() {
        window.close();
    }

    @Test
    void opensOnEveryPageOnceItIsAskedFor(FxRobot robot) {
        assertThat(help(robot).isVisible()).isFalse();

        robot.push(KeyCode.F1);
        assertThat(help(robot).isVisible()).isTrue();
        assertThat(help(robot).getAccessibleText()).startsWith("Here you begin").contains("Source: Nothing.");
        assertThat(choice.isOpen()).isTrue();
        for (int page = 1; page < window.pages().size(); page++) {
            int index = page;
            robot.interact(() -> window.wizard().showPage(index));
            assertThat(help(robot).isVisible()).as("page %s", page).isTrue();
            assertThat(help(robot).getAccessibleText())
                    .contains("Source: ")
                    .contains("PlanetScale: ")
                    .contains("This computer: ");
        }

        robot.push(KeyCode.F1);
        assertThat(help(robot).isVisible()).isFalse();
        assertThat(choice.isOpen()).isFalse();
    }

    @Test
    void showsItsBeginningWhereThePageWasScrolled(FxRobot robot) {
        ScrollPane scroll = robot.lookup(".page-scroll").queryAs(ScrollPane.class);
        robot.interact(() -> {
            window.stage().setWidth(900);
            window.stage().setHeight(600);
        });
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> scroll.setVvalue(1));

        robot.push(KeyCode.F1);
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(top(help(robot))).isGreaterThanOrEqualTo(top(scroll));
    }

    private static double top(Node node) {
        return node.localToScene(node.getLayoutBounds()).getMinY();
    }

    @Test
    void explainsAWordWhereItStands(FxRobot robot) {
        robot.push(KeyCode.F1);
        robot.push(KeyCode.TAB);
        Node focused = window.scene().getFocusOwner();
        assertThat(focused).isInstanceOf(Hyperlink.class);
        assertThat(focused.getAccessibleText()).isEqualTo("What is: journal");

        robot.push(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(robot.lookup(".term-meaning .label").queryAllAs(Label.class))
                .extracting(Label::getText)
                .containsExactly("Journal", Glossary.entry("journal").meaning());
        robot.interact(() -> Snapshots.save(
                robot.lookup(".term-meaning").query().getScene().getRoot(), Path.of("target/pictures/term.png")));
        robot.push(KeyCode.ESCAPE);
    }

    @Test
    void showsTheAddressToWhomNoBrowserOpens(FxRobot robot) {
        robot.push(KeyCode.F1);
        robot.interact(() -> robot.lookup(".help-link").queryAs(Hyperlink.class).fire());

        assertThat(opened).containsExactly(Documentation.WAYS_TO_MIGRATE.address());
        assertThat(robot.lookup("#help-address").queryAs(TextField.class).getText())
                .isEqualTo(Documentation.WAYS_TO_MIGRATE.address());
    }

    @Test
    void searchesTheGlossary(FxRobot robot) {
        robot.push(KeyCode.SHIFT, KeyCode.F1);
        WaitForAsyncUtils.waitForFxEvents();
        ListView<Glossary.Entry> list = robot.lookup("#glossary-list").queryListView();
        assertThat(list.getItems()).isEqualTo(Glossary.entries());
        robot.interact(() -> Snapshots.save(list.getScene().getRoot(), Path.of("target/pictures/glossary.png")));

        robot.interact(
                () -> robot.lookup("#glossary-search").queryAs(TextField.class).setText("marker"));

        assertThat(list.getItems()).extracting(Glossary.Entry::id).containsExactly("heartbeat", "marker");
        Window dialog = list.getScene().getWindow();
        robot.interact(dialog::hide);
    }

    @Test
    void greetsOnlyOnce(FxRobot robot) throws Exception {
        org.testfx.util.WaitForAsyncUtils.waitFor(
                10,
                java.util.concurrent.TimeUnit.SECONDS,
                () -> robot.lookup("#first-steps").query().isVisible());

        robot.interact(
                () -> robot.lookup("#first-steps-done").queryAs(Button.class).fire());

        assertThat(robot.lookup("#first-steps").query().isVisible()).isFalse();
        assertThat(choice.isWelcomed()).isTrue();
    }

    @Test
    void everyTextBelongsToAPage() {
        assertThat(Documentation.values())
                .extracting(Documentation::address)
                .allMatch(address -> address.startsWith("https://planetscale.com/docs/postgres/"));
        assertThat(window.pages())
                .allSatisfy(page -> assertThat(page.help())
                        .hasValueSatisfying(help -> assertThat(help.documents()).hasSizeBetween(1, 2)));
    }

    private Node help(FxRobot robot) {
        return robot.lookup("#page-help").query();
    }
}
