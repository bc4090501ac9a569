package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.language.Language;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.ui.Samples;
import dev.planetfall.ui.TourInspection;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/** Every page in the smallest window. The unattended demo looks the same way, with what real servers say. */
@ExtendWith(ApplicationExtension.class)
class TextFitsTest {
    private final TourInspection inspection = new TourInspection();
    private Stage stage;
    private Wizard wizard;
    private WizardWindow window;

    @AfterEach
    void closeWindow() throws TimeoutException {
        FxToolkit.setupFixture(window::close);
        Language.choose(Language.ENGLISH);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void cutsNothingOffBeforeAMigration(Language language, FxRobot robot) throws TimeoutException {
        open(language, List.of());

        lookAtEveryPage(robot);

        assertThat(inspection.faults()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void cutsNothingOffAfterAMigration(Language language, FxRobot robot) throws TimeoutException {
        List<MigrationEvent> events = new ArrayList<>(Story.readyToCutOver());
        events.addAll(Story.cutOver(Story.compared(true, Story.compared("customer", 5, 5, Verdict.EQUAL))));
        events.add(Story.searched(Story.remnants()));
        open(language, events);

        lookAtEveryPage(robot);

        assertThat(inspection.faults()).isEmpty();
    }

    private void open(Language language, List<MigrationEvent> events) throws TimeoutException {
        Language.choose(language);
        FxToolkit.setupStage(shown -> {
            stage = shown;
            wizard = Samples.wizard();
            wizard.startNew();
            window = Samples.window(stage, wizard);
            stage.setWidth(900);
            stage.setHeight(600);
            events.forEach(wizard.migration().events()::publish);
        });
    }

    private void lookAtEveryPage(FxRobot robot) {
        for (int index = 0; index < window.pages().size(); index++) {
            int page = index;
            robot.interact(() -> wizard.showPage(page));
            WaitForAsyncUtils.waitForFxEvents();
            robot.interact(
                    () -> inspection.look(window.pages().get(page).getClass().getSimpleName(), stage.getScene()));
        }
    }
}
