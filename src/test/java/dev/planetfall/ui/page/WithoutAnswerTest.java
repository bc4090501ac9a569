package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.ui.control.Banner;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.scene.control.TextArea;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The way to the clean-up past a server that does not answer. */
class WithoutAnswerTest extends WindowTest {
    private static final int SOURCE = 1;
    private static final int PLANETSCALE = 2;

    @Test
    void letsNobodyPastTheSourceBeforeTheCutover(FxRobot robot) throws Exception {
        Story.readyToCutOver().forEach(wizard.migration().events()::publish);

        testNothing(robot, SOURCE);

        assertThat(window.current().mayAdvance().get()).isFalse();
        assertThat(banner(robot)).isEmpty();
    }

    @Test
    void letsPeoplePastEitherServerAfterTheCutover(FxRobot robot) throws Exception {
        Story.cutOver(Story.compared(true, Story.compared("customer", 5, 5, Verdict.EQUAL)))
                .forEach(wizard.migration().events()::publish);

        testNothing(robot, SOURCE);

        await(() -> window.current().mayAdvance().get());
        assertThat(banner(robot))
                .isEqualTo(
                        "The old database is not needed to go on, as the cutover is done: the clean-up does its work on"
                                + " the other server and says what remains here.");
        testNothing(robot, PLANETSCALE);
        await(() -> window.current().mayAdvance().get());
        assertThat(banner(robot)).startsWith("PlanetScale is not needed to go on");
    }

    /** Types an address where nothing listens, and tests it. */
    private void testNothing(FxRobot robot, int page) throws IOException, TimeoutException {
        int port = freePort();
        robot.interact(() -> wizard.showPage(page));
        robot.interact(() -> robot.lookup("#paste")
                .<TextArea>query()
                .setText("postgresql://ada:secret@localhost:" + port + "/store"));
        robot.interact(() -> robot.lookup("#primary-action").queryButton().fire());
        await(() ->
                !robot.lookup("#connection-banner").queryAs(Banner.class).text().isEmpty());
    }

    private static String banner(FxRobot robot) {
        return robot.lookup("#without-answer").queryAs(Banner.class).text();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void await(BooleanSupplier condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition::getAsBoolean);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
