package dev.planetfall.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.ReplicationEvent.ReplicationMeasured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class WizardWindowTest {
    private final ThemeChoice theme = ThemeChoice.inMemory();
    private Wizard wizard;
    private SimplePage first;
    private SimplePage second;
    private WizardWindow window;

    @Start
    void start(Stage stage) {
        wizard = Samples.wizard();
        wizard.startNew();
        first = new SimplePage("Source", Optional.empty(), new Label("the first"));
        second = new SimplePage("Checks", Optional.of(Phase.CHECK), new Label("the second"));
        SimplePage third = new SimplePage("Finish", Optional.of(Phase.FINISH));
        window = new WizardWindow(stage, wizard, List.of(first, second, third), new Label("drawer"), new Themes(theme));
        window.show();
        stage.toFront();
    }

    @Stop
    void stop() {
        window.close();
    }

    @Test
    void goesOnOnlyWhenThePageAllowsIt(FxRobot robot) {
        assertThat(button(robot, "#next").isDisabled()).isTrue();
        assertThat(button(robot, "#back").isDisabled()).isTrue();
        assertThat(condition(robot)).isEqualTo("Answer what Source asks to go on.");

        robot.interact(() -> first.mayAdvance.set(true));
        assertThat(condition(robot)).isEmpty();
        robot.clickOn("#next");

        assertThat(title(robot)).isEqualTo("Checks");
        assertThat(first.entered).isFalse();
        assertThat(second.entered).isTrue();
        assertThat(button(robot, "#next").isDisabled()).isTrue();
        assertThat(condition(robot)).isEqualTo("Answer what Checks asks to go on.");
    }

    @Test
    void reachesAPageOfTheListOnlyWhenAllBeforeItAreAnswered(FxRobot robot) {
        robot.interact(() -> second.mayAdvance.set(true));
        assertThat(button(robot, "#rail-2").isDisabled()).isTrue();

        robot.interact(() -> first.mayAdvance.set(true));
        robot.clickOn("#rail-2");
        assertThat(title(robot)).isEqualTo("Finish");

        robot.clickOn("#rail-0");
        assertThat(title(robot)).isEqualTo("Source");
    }

    @Test
    void turnsPagesByKeyboard(FxRobot robot) {
        robot.push(KeyCode.ALT, KeyCode.RIGHT);
        assertThat(title(robot)).isEqualTo("Source");

        robot.interact(() -> first.mayAdvance.set(true));
        robot.push(KeyCode.ALT, KeyCode.RIGHT);
        assertThat(title(robot)).isEqualTo("Checks");

        robot.push(KeyCode.ALT, KeyCode.LEFT);
        assertThat(title(robot)).isEqualTo("Source");
    }

    @Test
    void remembersTheLookThatWasChosen(FxRobot robot) {
        robot.clickOn("#theme-switch").clickOn("High contrast");
        assertThat(theme.chosen()).contains(Palette.HIGH_CONTRAST);
        assertThat(background(robot, ".wizard-middle")).isEqualTo(Color.BLACK);

        robot.clickOn("#theme-switch").clickOn("As the system");
        assertThat(theme.chosen()).isEmpty();
        assertThat(window.themes().paletteProperty().get()).isEqualTo(Palette.LIGHT);
    }

    @Test
    void movesNothingWhereNothingShouldMove(FxRobot robot) {
        robot.interact(() -> first.mayAdvance.set(true));
        robot.interact(window::next);

        assertThat(window.scene().getRoot().getStyleClass()).contains("calm");
        assertThat(robot.lookup(".page").query().getOpacity()).isEqualTo(1);
    }

    @Test
    void tellsOnEveryPageThatTheSourceKeepsLog(FxRobot robot) throws TimeoutException {
        assertThat(robot.lookup("#log-strip").query().isVisible()).isFalse();
        double top = window.pages().get(0).view().localToScene(0, 0).getY();

        replicate();

        assertThat(robot.lookup("#log-strip-text").queryAs(Label.class).getText())
                .isEqualTo("The source keeps 1.00 MB of log for this migration, of at most 4.00 GB.");
        // Else what is under the pointer changes, such as the button that stops the copy.
        assertThat(window.pages().get(0).view().localToScene(0, 0).getY()).isEqualTo(top);
        robot.interact(() -> wizard.showPage(2));
        assertThat(robot.lookup("#log-strip").query().isVisible()).isTrue();
    }

    @Test
    void asksBeforeItLeavesASlotBehind(FxRobot robot) throws TimeoutException {
        replicate();

        requestClose();
        robot.clickOn("Stay");
        assertThat(window.stage().isShowing()).isTrue();

        requestClose();
        robot.clickOn("Keep replicating and close");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(window.stage().isShowing()).isFalse();
    }

    @Test
    void offersNoMoreThanToCloseInARehearsal(FxRobot robot) throws TimeoutException {
        robot.interact(wizard::becomeRehearsal);
        replicate();

        requestClose();
        assertThat(robot.lookup(".dialog-pane .button").queryAllAs(Button.class))
                .extracting(Button::getText, Button::isDefaultButton)
                .containsExactlyInAnyOrder(tuple("Stay", true), tuple("Close", false));
        robot.push(KeyCode.ENTER);
        assertThat(window.stage().isShowing()).isTrue();

        requestClose();
        robot.clickOn("Close");
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(window.stage().isShowing()).isFalse();
    }

    @Test
    void scrollsToTheEndOfAPageOfLongSentences(FxRobot robot) {
        Label sentence = (Label) second.view().lookup(".label");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        robot.interact(() -> {
            sentence.setText("Words that need a line of their own. ".repeat(400));
            wizard.showPage(1);
        });
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(robot.lookup(".page-scroll > .scroll-bar:vertical").query().isVisible())
                .isTrue();
    }

    @Test
    void leavesThePageWhenItCloses(FxRobot robot) {
        assertThat(first.entered).isTrue();

        robot.interact(window::close);

        assertThat(first.entered).isFalse();
    }

    @Test
    void savesAPictureOfItself(FxRobot robot, @TempDir Path folder) {
        Path picture = folder.resolve("new/window.png");

        robot.interact(() -> Snapshots.save(window.scene(), picture));

        assertThat(Files.exists(picture)).isTrue();
    }

    private static String condition(FxRobot robot) {
        return robot.lookup("#next-condition").queryAs(Label.class).getText();
    }

    private void requestClose() {
        javafx.application.Platform.runLater(
                () -> window.stage().fireEvent(new WindowEvent(window.stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void replicate() throws TimeoutException {
        wizard.migration().events().publish(new PhaseStarted(Samples.NOON, Phase.REPLICATE));
        wizard.migration()
                .events()
                .publish(new ReplicationMeasured(Samples.NOON, Samples.measured(0, 0, Duration.ZERO, 1024 * 1024)));
        WaitForAsyncUtils.waitFor(
                5, TimeUnit.SECONDS, () -> wizard.live().state().mayHoldSlot());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static Color background(FxRobot robot, String query) {
        Region region = robot.lookup(query).queryAs(Region.class);
        return (Color) region.getBackground()
                .getFills()
                .get(region.getBackground().getFills().size() - 1)
                .getFill();
    }

    private static Button button(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Button.class);
    }

    private static String title(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        return robot.lookup("#page-title").queryAs(Label.class).getText();
    }
}
