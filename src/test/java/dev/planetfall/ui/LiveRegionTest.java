package dev.planetfall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.ui.control.Banner;
import java.util.concurrent.TimeoutException;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class LiveRegionTest {
    private final BooleanProperty screenReader = new SimpleBooleanProperty();
    private Banner hidden;
    private Banner banner;
    private Button button;
    private TextField field;
    private Scene scene;

    @BeforeEach
    void open() throws TimeoutException {
        FxToolkit.setupStage(stage -> {
            hidden = new Banner();
            banner = new Banner();
            button = new Button("Run");
            field = new TextField();
            scene = new Scene(new VBox(hidden, banner, button, field), 300, 200);
            LiveRegion.guard(scene, screenReader);
            stage.setScene(scene);
            stage.show();
            button.requestFocus();
        });
    }

    @Test
    void takesTheFocusToWhatIsSaidByF6(FxRobot robot) {
        robot.interact(() -> banner.showWarning("The slot is inactive."));
        robot.push(KeyCode.F6);

        assertThat(scene.getFocusOwner()).isEqualTo(banner);
        assertThat(banner.getAccessibleText()).isEqualTo("Warning: The slot is inactive.");
    }

    @Test
    void leavesTheFocusAloneWhereNoScreenReaderRuns(FxRobot robot) {
        robot.interact(() -> banner.showError("The copy stopped."));

        assertThat(scene.getFocusOwner()).isEqualTo(button);
    }

    @Test
    void readsAnErrorAtOnceToAScreenReader(FxRobot robot) {
        robot.interact(() -> {
            screenReader.set(true);
            banner.showSuccess("Copied.");
        });
        assertThat(scene.getFocusOwner()).isEqualTo(button);

        robot.interact(() -> banner.showError("The copy stopped."));
        assertThat(scene.getFocusOwner()).isEqualTo(banner);
    }

    @Test
    void doesNotTakeTheFocusFromSomebodyWhoTypes(FxRobot robot) {
        robot.interact(() -> {
            screenReader.set(true);
            field.requestFocus();
            banner.showError("The copy stopped.");
        });

        assertThat(scene.getFocusOwner()).isEqualTo(field);
    }
}
