package dev.planetfall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class NoticeDialogTest {
    private final Told notices = new Told();
    private NoticeDialog dialog;

    @Start
    void start(Stage stage) {
        stage.setScene(new Scene(new Label("Window"), 600, 400));
        Themes.style(stage.getScene());
        new Themes(ThemeChoice.inMemory());
        stage.show();
        dialog = new NoticeDialog(stage, notices);
        dialog.show();
    }

    @Test
    void takesOnlyAnAddressThatMayBeOneAndRemembersTheChoice(FxRobot robot) {
        assertThat(robot.lookup("#notice-address").query().isDisabled()).isTrue();
        robot.interact(() -> {
            robot.lookup("#notice-webhook").<CheckBox>query().setSelected(true);
            robot.lookup("#notice-address").<TextField>query().setText("nowhere");
            robot.lookup("#notice-phases").<CheckBox>query().fire();
        });
        click(robot, "Save");
        assertThat(robot.lookup("#notice-said").<Label>query().getText()).isEqualTo("Not an address.");
        assertThat(notices.chosen).isEmpty();
        robot.interact(() -> robot.lookup("#notice-address").<TextField>query().setText("https://example.com/x"));
        click(robot, "Send a test");
        assertThat(robot.lookup("#notice-said").<Label>query().getText()).isEqualTo("It was told.");
        robot.interact(() -> Snapshots.save(dialog.getDialogPane().getScene(), Path.of("target/pictures/notices.png")));
        click(robot, "Save");

        assertThat(notices.chosen)
                .containsExactly(new AlarmNotices.Choice(false, false, true, "https://example.com/x"));
        assertThat(notices.chosen.get(0)).asString().doesNotContain("example.com");
        assertThat(dialog.isShowing()).isFalse();
    }

    @Test
    void growsWithWhatItSays(FxRobot robot) {
        notices.refusal = "This is no address that a webhook could have. ".repeat(6);
        robot.interact(() -> robot.lookup("#notice-webhook").<CheckBox>query().setSelected(true));
        click(robot, "Save");

        robot.interact(() -> {
            Scene scene = dialog.getDialogPane().getScene();
            Snapshots.save(scene, Path.of("target/pictures/notices-refused.png"));
            Node buttons = dialog.getDialogPane().lookup(".button-bar");
            assertThat(buttons.localToScene(buttons.getBoundsInLocal()).getMaxY())
                    .isLessThanOrEqualTo(scene.getHeight());
            Label said = robot.lookup("#notice-said").query();
            assertThat(said.getHeight()).isGreaterThanOrEqualTo(said.prefHeight(said.getWidth()));
        });
    }

    private void click(FxRobot robot, String words) {
        robot.interact(() -> dialog.getDialogPane().getButtonTypes().stream()
                .filter(type -> type.getText().equals(words))
                .forEach(type ->
                        ((javafx.scene.control.Button) dialog.getDialogPane().lookupButton(type)).fire()));
        WaitForAsyncUtils.sleep(200, TimeUnit.MILLISECONDS);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static final class Told implements AlarmNotices {
        private String refusal = "Not an address.";
        private final List<Choice> chosen = new ArrayList<>();

        @Override
        public Choice choice() {
            return new Choice(false, true, false, "");
        }

        @Override
        public void choose(Choice choice) {
            chosen.add(choice);
        }

        @Override
        public Optional<String> problem(Choice choice) {
            return choice.address().startsWith("https") ? Optional.empty() : Optional.of(refusal);
        }

        @Override
        public String test(Choice choice) {
            return "It was told.";
        }

        @Override
        public void lookedAt(boolean now) {}

        @Override
        public void accept(MigrationEvent event, MigrationState state) {
            throw new AssertionError("No event was told.");
        }
    }
}
