package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationEvent.PlanDecided;
import dev.planetfall.ui.Palette;
import dev.planetfall.ui.Samples;
import dev.planetfall.ui.Snapshots;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardWindow;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/** What tells the window of a rehearsal from a real one. */
@ExtendWith(ApplicationExtension.class)
class RehearsalWindowTest {
    private Wizard wizard;
    private WizardWindow window;

    @AfterEach
    void closeWindow() throws TimeoutException {
        FxToolkit.setupFixture(window::close);
    }

    @Test
    void saysOnEveryPageThatItIsARehearsal(FxRobot robot) throws TimeoutException {
        open(true);

        assertThat(text(robot, "#rehearsal-badge")).isEqualTo("Rehearsal");
        assertThat(text(robot, "#migration-name")).isEmpty();
        assertThat(window.stage().getTitle()).isEqualTo("Rehearsal - Planetfall");
        picture(robot, "rehearsal-home");

        robot.interact(() -> wizard.migration().events().publish(new PlanDecided(Story.START, Story.plan())));
        robot.interact(() -> wizard.showPage(1));
        WaitForAsyncUtils.waitForFxEvents();
        String name = Story.plan().name();
        assertThat(text(robot, "#rehearsal-badge")).isEqualTo("Rehearsal");
        assertThat(text(robot, "#migration-name")).isEqualTo(name);
        assertThat(window.stage().getTitle()).isEqualTo("Rehearsal: " + name + " - Planetfall");
        for (Palette palette : Palette.values()) {
            robot.interact(() -> window.themes().choose(Optional.of(palette)));
            picture(robot, "rehearsal-" + palette.name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    @Test
    void speaksOfANewMigrationOnlyWhereOneIsBegun(FxRobot robot) throws TimeoutException {
        open(false);
        double height = robot.lookup(".page-header").query().getLayoutBounds().getHeight();

        assertThat(text(robot, "#migration-name")).isEmpty();
        assertThat(robot.lookup("#rehearsal-badge").tryQuery()).isEmpty();
        assertThat(window.stage().getTitle()).isEqualTo("Planetfall");
        picture(robot, "home-nothing-begun");

        robot.interact(() -> wizard.showPage(1));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(text(robot, "#migration-name")).isEqualTo("New migration");
        assertThat(robot.lookup(".page-header").query().getLayoutBounds().getHeight())
                .isEqualTo(height);
    }

    private void open(boolean rehearsal) throws TimeoutException {
        FxToolkit.setupStage(stage -> {
            wizard = Samples.wizard();
            if (rehearsal) {
                wizard.becomeRehearsal();
            }
            wizard.startNew();
            window = Samples.window(stage, wizard);
        });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).queryAs(Label.class).getText();
    }

    private void picture(FxRobot robot, String name) {
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> Snapshots.save(window.scene(), Path.of("target", "pictures", name + ".png")));
    }
}
