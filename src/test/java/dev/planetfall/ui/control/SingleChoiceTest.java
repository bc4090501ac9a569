package dev.planetfall.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class SingleChoiceTest {
    private final List<String> chosen = new ArrayList<>();
    private final SingleChoice<String> choice = new SingleChoice<>(chosen::add);

    @BeforeEach
    void open() throws TimeoutException {
        FxToolkit.setupStage(stage -> {
            RadioButton rows = new RadioButton("Rows");
            rows.setId("rows");
            RadioButton counts = new RadioButton("Counts");
            ToggleButton nothing = new ToggleButton("Nothing");
            nothing.setId("nothing");
            choice.add("rows", rows);
            choice.add("counts", counts);
            choice.add("nothing", nothing);
            choice.show("rows");
            stage.setScene(new Scene(new VBox(rows, counts, nothing), 200, 200));
            stage.show();
        });
    }

    @Test
    void tellsWhatAnArrowChose(FxRobot robot) {
        robot.interact(() -> robot.lookup("#rows").query().requestFocus());
        robot.push(KeyCode.DOWN);

        assertThat(chosen).containsExactly("counts");
    }

    @Test
    void keepsWhatIsPressedAgainAndTellsIt(FxRobot robot) {
        robot.clickOn("#nothing").clickOn("#nothing");

        assertThat(chosen).containsExactly("nothing", "nothing");
        assertThat(robot.lookup("#nothing").queryAs(ToggleButton.class).isSelected())
                .isTrue();
    }

    @Test
    void tellsNothingOfWhatIsOnlyShown(FxRobot robot) {
        robot.interact(() -> choice.show("nothing"));

        assertThat(chosen).isEmpty();
        assertThat(robot.lookup("#nothing").queryAs(ToggleButton.class).isSelected())
                .isTrue();
    }
}
