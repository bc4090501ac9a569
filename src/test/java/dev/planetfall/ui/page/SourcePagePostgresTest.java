package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.ConnectionStrings;
import dev.planetfall.postgres.Password;
import dev.planetfall.testing.TwoPostgres;
import dev.planetfall.testing.TwoPostgresExtension;
import dev.planetfall.ui.Samples;
import dev.planetfall.ui.ThemeChoice;
import dev.planetfall.ui.Themes;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardWindow;
import dev.planetfall.ui.control.Banner;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** What a person sees who mistypes a connection, against a real server. */
@ExtendWith({ApplicationExtension.class, TwoPostgresExtension.class})
class SourcePagePostgresTest {
    private Wizard wizard;
    private WizardWindow window;

    @Start
    void start(Stage stage) {
        wizard = Samples.wizard();
        wizard.startNew();
        window = new WizardWindow(
                stage,
                wizard,
                List.of(new SourcePage(wizard), new PlanetScalePage(wizard)),
                new Label(),
                new Themes(ThemeChoice.inMemory()));
        window.show();
        stage.toFront();
    }

    @Stop
    void stop() {
        window.close();
    }

    @Test
    void refusesAnotherDatabaseSystemInOneSentence(FxRobot robot) {
        type(robot, "#paste", "mysql://ada:secret@db.example.com/store");
        robot.clickOn("#primary-action");

        assertThat(banner(robot)).startsWith("This is an address of MySQL").doesNotContain("secret");
        assertThat(mayGoOn(robot)).isFalse();
    }

    @Test
    void tellsThatThePasswordIsWrong(FxRobot robot, TwoPostgres servers) throws Exception {
        ConnectionSettings settings = servers.sourceSettings();
        paste(robot, settings.withPassword(Password.of("not-the-password")));
        robot.clickOn("#primary-action");
        await(() -> !banner(robot).isEmpty());

        assertThat(banner(robot))
                .startsWith(settings.host() + " refused the password of role " + settings.user())
                .doesNotContain("not-the-password");
        assertThat(mayGoOn(robot)).isFalse();
    }

    @Test
    void tellsThatNothingListensOnThePort(FxRobot robot, TwoPostgres servers) throws Exception {
        ConnectionSettings settings = servers.sourceSettings().withPort(freePort());
        paste(robot, settings);
        robot.clickOn("#primary-action");
        await(() -> !banner(robot).isEmpty());

        assertThat(banner(robot)).startsWith("Nothing answers at " + settings.host() + " port " + settings.port());
        assertThat(mayGoOn(robot)).isFalse();
    }

    @Test
    void goesOnWithWhatWasTestedUntilItIsChanged(FxRobot robot, TwoPostgres servers) throws Exception {
        paste(robot, servers.sourceSettings());
        robot.clickOn("#primary-action");
        await(() -> mayGoOn(robot));
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(banner(robot)).isEmpty();
        assertThat(wizard.plan().source()).contains(servers.sourceSettings());

        type(robot, "#user", "somebody_else");
        assertThat(mayGoOn(robot)).isFalse();
    }

    @Test
    void showsWhatTheTestFoundInALowWindow(FxRobot robot, TwoPostgres servers) throws Exception {
        robot.interact(() -> {
            window.stage().setWidth(900);
            window.stage().setHeight(600);
        });
        paste(robot, servers.sourceSettings());
        robot.clickOn("#primary-action");
        await(() -> mayGoOn(robot));
        WaitForAsyncUtils.waitForFxEvents();

        Node card = robot.lookup("#server-card").query();
        Node page = robot.lookup(".page-scroll").query();
        assertThat(sceneBounds(page).contains(sceneBounds(card)))
                .as("%s in %s", sceneBounds(card), sceneBounds(page))
                .isTrue();
    }

    @Test
    void bringsWhatIsWrongIntoViewInALowWindow(FxRobot robot) throws Exception {
        robot.interact(() -> {
            window.stage().setWidth(900);
            window.stage().setHeight(600);
        });
        robot.clickOn("#paste");
        type(robot, "#paste", "some rubbish");
        WaitForAsyncUtils.waitForFxEvents();
        isInView(robot, "#connection-banner");
        isInView(robot, "#paste");

        robot.interact(
                () -> robot.lookup(".page-scroll").queryAs(ScrollPane.class).setVvalue(0));
        robot.interact(() -> robot.lookup("#primary-action").queryButton().fire());
        WaitForAsyncUtils.waitForFxEvents();
        isInView(robot, "#connection-banner");

        type(robot, "#paste", "postgresql://ada@localhost:" + freePort() + "/store");
        robot.interact(
                () -> robot.lookup(".page-scroll").queryAs(ScrollPane.class).setVvalue(0));
        robot.interact(() -> robot.lookup("#primary-action").queryButton().fire());
        await(() -> banner(robot).startsWith("Nothing answers at"));
        WaitForAsyncUtils.waitForFxEvents();
        isInView(robot, "#connection-banner");
    }

    private static void isInView(FxRobot robot, String node) {
        Node page = robot.lookup(".page-scroll").query();
        Node wanted = robot.lookup(node).query();
        assertThat(sceneBounds(page).contains(sceneBounds(wanted)))
                .as("%s at %s in %s", node, sceneBounds(wanted), sceneBounds(page))
                .isTrue();
    }

    @Test
    void givesALongConnectionStringRoom(FxRobot robot) {
        type(robot, "#paste", "postgresql://ada@db.example.com/store");
        assertThat(pasteRows(robot)).isEqualTo(1);

        type(robot, "#paste", "PGHOST=db.example.com\nPGUSER=ada\nPGDATABASE=store\nPGPORT=5432\n");
        assertThat(pasteRows(robot)).isEqualTo(3);
    }

    private static int pasteRows(FxRobot robot) {
        return robot.lookup("#paste").queryAs(TextArea.class).getPrefRowCount();
    }

    private static Bounds sceneBounds(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    private static void paste(FxRobot robot, ConnectionSettings settings) {
        type(robot, "#paste", ConnectionStrings.uriWithPassword(settings));
        settings.sslRootCert().ifPresent(file -> type(robot, "#rootcert", file.toString()));
    }

    private static void type(FxRobot robot, String field, String text) {
        robot.interact(() -> robot.lookup(field).queryAs(TextInputControl.class).setText(text));
    }

    private static String banner(FxRobot robot) {
        return robot.lookup("#connection-banner").queryAs(Banner.class).text();
    }

    private static boolean mayGoOn(FxRobot robot) {
        return !robot.lookup("#next").queryAs(Button.class).isDisabled();
    }

    private static void await(BooleanSupplier condition) throws Exception {
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, condition::getAsBoolean);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
