package dev.planetfall.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.SslMode;
import dev.planetfall.ui.Samples;
import dev.planetfall.ui.Wizard;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class PhaseControlTest {
    private Wizard wizard;
    private PhaseControl control;

    @Start
    void start(Stage stage) {
        wizard = Samples.wizard();
        wizard.startNew();
        control = new PhaseControl(wizard, Phase.CONNECT, "Connect both servers");
        Shown.in(stage, control);
        control.enter();
    }

    @Stop
    void stop() {
        control.leave();
        wizard.close();
    }

    @Test
    void saysThatConnectionsAreMissing(FxRobot robot) {
        robot.clickOn("#primary-action");

        assertThat(control.banner().text())
                .isEqualTo("Both servers must be connected first. Go back to Source and PlanetScale.");
        assertThat(control.runningProperty().get()).isFalse();
    }

    @Test
    void doesNotStartWhenThePageSaysNo(FxRobot robot) {
        control.setOnBeforeRun(() -> false);

        robot.clickOn("#primary-action");

        assertThat(control.banner().text()).isEmpty();
    }

    @Test
    void tellsWhyThePhaseFailedAndOffersToRunItAgain(FxRobot robot) throws Exception {
        ConnectionSettings nobody = nobodyListens();
        robot.interact(() -> wizard.plan().source(nobody).target(nobody));

        robot.clickOn("#primary-action");
        await(() -> !control.runningProperty().get());

        assertThat(control.banner().text()).contains("127.0.0.1");
        assertThat(robot.lookup("#primary-action").queryAs(Button.class).getText())
                .isEqualTo("Run again");
        assertThat(robot.lookup("#stop-action").query().isVisible()).isFalse();
        assertThat(control.doneProperty().get()).isFalse();
    }

    @Test
    void tellsNothingOfAnotherMigration(FxRobot robot) throws Exception {
        ConnectionSettings nobody = nobodyListens();
        robot.interact(() -> wizard.plan().source(nobody).target(nobody));
        robot.clickOn("#primary-action");
        await(() -> !control.runningProperty().get());
        assertThat(elapsed(robot)).isNotEmpty();

        robot.interact(() -> {
            control.leave();
            wizard.startNew();
            control.enter();
        });

        assertThat(elapsed(robot)).isEmpty();
        assertThat(control.banner().text()).isEmpty();
    }

    @Test
    void isDoneWhenTheMigrationSaysSo(FxRobot robot) throws TimeoutException {
        wizard.migration().events().publish(new PhaseEnded(Samples.NOON, Phase.CONNECT, PhaseStatus.DONE));

        await(() -> control.doneProperty().get());
    }

    private static String elapsed(FxRobot robot) {
        return robot.lookup("#elapsed").queryAs(Label.class).getText();
    }

    private static void await(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, condition);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static ConnectionSettings nobodyListens() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return new ConnectionSettings(
                    "127.0.0.1",
                    socket.getLocalPort(),
                    "shop",
                    "ada",
                    Password.of("secret"),
                    SslMode.DISABLE,
                    Optional.empty());
        }
    }
}
