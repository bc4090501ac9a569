package dev.planetfall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.language.Language;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/** What somebody sees who opens the program for the first time. */
@ExtendWith(ApplicationExtension.class)
class FirstStartTest {
    private WizardWindow window;

    @AfterEach
    void closeWindow() throws TimeoutException {
        FxToolkit.setupFixture(window::close);
        Language.choose(Language.ENGLISH);
    }

    @ParameterizedTest
    @EnumSource
    void everyWayToBeginIsSeenWithoutScrolling(Language language, FxRobot robot) throws TimeoutException {
        Language.choose(language);
        FxToolkit.setupStage(stage -> {
            Wizard wizard = Samples.wizard();
            wizard.rehearseBy(new NoRehearsal());
            window = Samples.window(stage, wizard);
        });
        Person person = new Person(robot);
        person.await("the first steps", () -> person.isLive("first-steps"));

        for (double[] size : new double[][] {{1100, 720}, {900, 600}}) {
            robot.interact(() -> {
                window.stage().setWidth(size[0]);
                window.stage().setHeight(size[1]);
            });
            WaitForAsyncUtils.waitForFxEvents();
            Path picture =
                    Path.of("target", "pictures", "first-start-" + (int) size[0] + "-" + language.tag() + ".png");
            robot.interact(() -> Snapshots.save(window.scene(), picture));
            assertThat(person.isInView("new-migration")).isTrue();
            assertThat(person.isInView("start-rehearsal")).isTrue();
            assertThat(person.isInView("import-migration")).isTrue();
        }
    }

    private static final class NoRehearsal implements RehearsalProgram {
        @Override
        public String command() {
            return "planetfall demo";
        }

        @Override
        public CompletableFuture<Optional<String>> start() {
            return new CompletableFuture<>();
        }
    }
}
