package dev.planetfall.ui.page;

import dev.planetfall.ui.Samples;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardWindow;
import java.util.concurrent.TimeoutException;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;

/** A test of the whole window, which is opened with a new migration before each test and closed afterwards. */
@ExtendWith(ApplicationExtension.class)
abstract class WindowTest {
    Wizard wizard;
    WizardWindow window;
    Stage stage;

    // Not TestFX's @Start and @Stop, which it sees only in the class of the test itself.
    @BeforeEach
    void openWindow() throws TimeoutException {
        FxToolkit.setupStage(shown -> {
            stage = shown;
            wizard = Samples.wizard();
            wizard.startNew();
            window = Samples.window(stage, wizard);
        });
    }

    @AfterEach
    void closeWindow() throws TimeoutException {
        FxToolkit.setupFixture(window::close);
    }
}
