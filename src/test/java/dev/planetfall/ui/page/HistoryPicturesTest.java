package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.HistoryStretch;
import dev.planetfall.migration.ReplicationEvent.HistoryMeasured;
import dev.planetfall.ui.Histories;
import dev.planetfall.ui.Snapshots;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The charts of a day, as a person sees them: pictures to look at, in both looks and the sizes that windows have. */
class HistoryPicturesTest extends WindowTest {
    private static final int REPLICATE = 7;

    @Test
    void drawsADayInBothLooks(FxRobot robot) {
        Story.readyToCutOver().forEach(wizard.migration().events()::publish);
        for (HistoryStretch stretch : Histories.of(Duration.ofHours(26), 48).stretches()) {
            wizard.migration().events().publish(new HistoryMeasured(stretch.to(), stretch));
        }
        robot.interact(() -> wizard.showPage(REPLICATE));
        picture(robot, "history-tables", 1_100, 720);
        robot.clickOn("#view-charts").clickOn("#range-all");
        for (boolean dark : new boolean[] {false, true}) {
            robot.interact(() -> window.themes().setDark(dark));
            String look = dark ? "-dark" : "";
            picture(robot, "history-all" + look, 1_280, 800);
            picture(robot, "history-all-1100" + look, 1_100, 720);
            picture(robot, "history-all-small" + look, 900, 600);
        }
        robot.interact(() -> window.themes().setDark(false));
        robot.clickOn("#range-hour");
        picture(robot, "history-hour", 1_280, 800);
        Node plot = robot.lookup("#chart-lag-time .chart").query();
        robot.moveTo(plot);
        picture(robot, "history-read", 1_280, 800);
        robot.drag(plot, MouseButton.PRIMARY).moveBy(60, 0);
        picture(robot, "history-drag", 1_280, 800);
        robot.drop();
        picture(robot, "history-zoomed", 1_280, 800);
        robot.clickOn("#enlarge-chart-log-kept").clickOn("#range-hour");
        picture(robot, "history-enlarged", 1_280, 800);

        assertThat(robot.lookup("#chart-lag-time").tryQuery()).isEmpty();
    }

    private void picture(FxRobot robot, String name, double width, double height) {
        robot.interact(() -> {
            stage.setWidth(width);
            stage.setHeight(height);
        });
        WaitForAsyncUtils.sleep(400, TimeUnit.MILLISECONDS);
        WaitForAsyncUtils.waitForFxEvents();
        Path file = Path.of("target", "pictures", name + ".png");
        robot.interact(() -> Snapshots.save(stage.getScene(), file));
        assertThat(file).isNotEmptyFile();
    }
}
