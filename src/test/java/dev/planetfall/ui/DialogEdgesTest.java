package dev.planetfall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.ui.help.GlossaryDialog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.Parent;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderStroke;
import javafx.scene.paint.Color;
import javafx.scene.shape.Shape;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** In high contrast a dialog is as black as the window behind it. */
@ExtendWith(ApplicationExtension.class)
class DialogEdgesTest {
    private static final Path PICTURES = Path.of("target", "pictures");

    private WizardWindow window;

    @Start
    void start(Stage stage) {
        window = Samples.window(stage, Samples.wizard());
        window.themes().choose(Optional.of(Palette.HIGH_CONTRAST));
        stage.toFront();
    }

    @Stop
    void stop() {
        window.themes().setDark(false);
        window.close();
    }

    @Test
    void ofDialogsAreSeen(FxRobot robot) {
        assertThat(edge(robot, "glossary", stage -> new GlossaryDialog(stage, DialogButtons.close())))
                .isEqualTo(Color.WHITE);
        assertThat(edge(robot, "notices", stage -> new NoticeDialog(stage, new NoNotices())))
                .isEqualTo(Color.WHITE);
        assertThat(edge(
                        robot,
                        "closing",
                        stage -> new Closing(stage, window.wizard())
                                .alert(Alert.AlertType.CONFIRMATION, "Leave it?", "What runs on the servers goes on.")))
                .isEqualTo(Color.WHITE);
    }

    @Test
    void ofAWordsMeaningIsSeen(FxRobot robot) {
        robot.push(KeyCode.F1).push(KeyCode.TAB).push(KeyCode.SPACE);
        WaitForAsyncUtils.waitForFxEvents();

        Parent popover = robot.lookup(".term-meaning").query().getScene().getRoot();
        // It appears softly.
        Pauses.of(Duration.ofMillis(500));
        assertThat(robot.lookup(".popover > .border").queryAs(Shape.class).getStroke())
                .isEqualTo(Color.WHITE);
        robot.interact(() -> Snapshots.save(popover, PICTURES.resolve("high-contrast-term.png")));
        robot.push(KeyCode.ESCAPE);
    }

    private Color edge(FxRobot robot, String name, Function<Stage, Dialog<ButtonType>> make) {
        Color[] edge = new Color[1];
        robot.interact(() -> {
            Dialog<ButtonType> dialog = make.apply(window.stage());
            Themes.style(dialog.getDialogPane());
            dialog.show();
            DialogPane pane = dialog.getDialogPane();
            pane.applyCss();
            Snapshots.save(pane, PICTURES.resolve("high-contrast-" + name + ".png"));
            edge[0] = pane.getBorder().getStrokes().stream()
                    .map(BorderStroke::getTopStroke)
                    .map(Color.class::cast)
                    .findFirst()
                    .orElseThrow();
            dialog.hide();
        });
        return edge[0];
    }
}
