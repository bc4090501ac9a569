package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.HistoryStretch;
import dev.planetfall.migration.ReplicationHistory;
import dev.planetfall.ui.Histories;
import dev.planetfall.ui.ThemeChoice;
import dev.planetfall.ui.Themes;
import dev.planetfall.ui.control.Banner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class HistoryPaneTest {
    private static final ReplicationHistory DAY = Histories.of(Duration.ofHours(26), 48);

    @TempDir
    Path folder;

    private HistoryPane pane;

    @Start
    void start(Stage stage) {
        new Themes(ThemeChoice.inMemory());
        pane = new HistoryPane(new Label("the tables"));
        pane.show(DAY);
        Scene scene = new Scene(pane, 900, 560);
        Themes.style(scene);
        stage.setScene(scene);
        stage.show();
    }

    @Test
    void readsOneMomentInAllCharts(FxRobot robot) {
        robot.clickOn("#view-charts");
        List<String> newest = values(robot);

        robot.moveTo(plot(robot, "chart-lag-time"));
        List<String> read = values(robot);
        assertThat(newest).hasSize(6).contains("48 live", "no copy");
        assertThat(read).isNotEqualTo(newest);
        assertThat(robot.lookup(".chart-cursor").queryAll().stream().filter(Node::isVisible))
                .hasSize(6);
        assertThat(moment(robot)).contains(", ");

        robot.moveTo("#view-tables");
        assertThat(values(robot)).isEqualTo(newest);
        assertThat(moment(robot)).isEmpty();
    }

    @Test
    void saysThatNothingWasMeasuredWhileTheProgramWasClosed(FxRobot robot) {
        robot.clickOn("#view-charts").clickOn("#range-all");
        robot.moveTo(plot(robot, "chart-lag-bytes"));

        // Almost in the middle of the time, behind the amounts at the left.
        robot.moveBy(16, 0);
        assertThat(values(robot)).contains("not measured");
    }

    @Test
    void showsTheRangeThatIsChosen(FxRobot robot) {
        robot.clickOn("#view-charts").clickOn("#range-quarter");
        assertThat(selected(robot)).isEqualTo("15 min");
        robot.clickOn("#range-quarter");
        assertThat(selected(robot)).isEqualTo("15 min");
        robot.clickOn("#range-day");

        assertThat(selected(robot)).isEqualTo("24 h");
    }

    @Test
    void zoomsIntoWhatIsDraggedAndBack(FxRobot robot) {
        robot.clickOn("#view-charts").clickOn("#range-all");
        assertThat(isShown(robot, "#whole-range")).isFalse();

        robot.drag(plot(robot, "chart-lag-time"), MouseButton.PRIMARY).dropBy(60, 0);
        assertThat(isShown(robot, "#whole-range")).isTrue();

        robot.doubleClickOn(plot(robot, "chart-lag-time"));
        assertThat(isShown(robot, "#whole-range")).isFalse();

        robot.drag(plot(robot, "chart-copy-speed"), MouseButton.PRIMARY).dropBy(60, 0);
        robot.clickOn("#whole-range");
        assertThat(isShown(robot, "#whole-range")).isFalse();
    }

    @Test
    void isReadAndZoomedByKeysAlone(FxRobot robot) {
        robot.clickOn("#view-charts").clickOn("#range-all");
        List<String> newest = values(robot);
        robot.interact(() -> plot(robot, "chart-lag-time").requestFocus());

        robot.push(KeyCode.SHIFT, KeyCode.LEFT);
        assertThat(values(robot)).isNotEqualTo(newest);
        assertThat(plot(robot, "chart-lag-time").getAccessibleText())
                .isEqualTo("Delay: " + value(robot, "chart-lag-time"));
        robot.push(KeyCode.ADD);
        assertThat(isShown(robot, "#whole-range")).isTrue();

        robot.push(KeyCode.ESCAPE);
        assertThat(isShown(robot, "#whole-range")).isFalse();
        assertThat(values(robot)).isEqualTo(newest);
    }

    @Test
    void staysWhereItWasZoomedWhileMoreIsMeasured(FxRobot robot) {
        robot.clickOn("#view-charts").clickOn("#range-all");
        robot.drag(plot(robot, "chart-lag-time"), MouseButton.PRIMARY).dropBy(60, 0);
        String before = drawn(robot);
        HistoryStretch last = DAY.last().orElseThrow();

        robot.interact(() -> pane.show(DAY.after(new HistoryStretch(
                last.to().plusSeconds(5),
                last.to().plusSeconds(5),
                false,
                last.lagBytes(),
                last.lagMillis(),
                last.walKept(),
                last.walLimit(),
                last.copyRate(),
                last.applyRate(),
                last.bytesCopied(),
                last.tables()))));

        assertThat(drawn(robot)).isEqualTo(before);
    }

    @Test
    void tellsWhereTheLogLeads(FxRobot robot) {
        robot.clickOn("#view-charts");

        assertThat(robot.lookup("#chart-log-kept .chart-note")
                        .queryAs(Label.class)
                        .getText())
                .isEqualTo("8.00 GB full in about 5 h");
        assertThat(robot.lookup("#chart-log-kept .chart-limit").tryQuery()).isPresent();
        assertThat(robot.lookup("#chart-log-kept .chart-forecast").tryQuery()).isPresent();
    }

    @Test
    void enlargesOneChartAndShowsAllAgain(FxRobot robot) {
        robot.clickOn("#view-charts").clickOn("#enlarge-chart-tables");
        assertThat(robot.lookup(".chart-grid .history-chart").queryAll()).hasSize(1);

        robot.clickOn("#enlarge-chart-tables");
        assertThat(robot.lookup(".chart-grid .history-chart").queryAll()).hasSize(6);
    }

    @Test
    void savesAPictureOfAllCharts(FxRobot robot) throws IOException {
        robot.clickOn("#view-charts");
        Path png = folder.resolve("charts.png");
        robot.interact(() -> pane.savePicture(png));

        assertThat(ImageIO.read(png.toFile()).getWidth()).isGreaterThan(800);
        assertThat(saved(robot)).isEqualTo("Saved as " + png + ".");
    }

    @Test
    void savesTheWholeHistoryAsATable(FxRobot robot) throws IOException {
        Path csv = folder.resolve("history.csv");
        robot.interact(() -> pane.saveFigures(csv));
        List<String> lines = Files.readAllLines(csv);

        assertThat(lines).hasSize(DAY.stretches().size() + 1);
        assertThat(lines.get(0)).startsWith("from,to,after_gap,lag_bytes_max,lag_bytes,");
        assertThat(lines).allMatch(line -> line.split(",", -1).length == 20);
    }

    @Test
    void saysWhenAFileCannotBeWritten(FxRobot robot) {
        robot.interact(() -> pane.saveFigures(folder.resolve("no folder").resolve("history.csv")));

        assertThat(saved(robot))
                .startsWith("The figures could not be written to")
                .contains("Choose another folder");
    }

    @Test
    void hasOnlyTablesWhereNothingReplicates(FxRobot robot) {
        robot.clickOn("#view-charts");
        robot.interact(() -> pane.setChartsOffered(false));

        assertThat(isShown(robot, "#history-charts")).isFalse();
        assertThat(isShown(robot, "#view-charts")).isFalse();
    }

    private static List<String> values(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        return new ArrayList<>(robot.lookup(".chart-grid .chart-value").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList());
    }

    private static String value(FxRobot robot, String chart) {
        return robot.lookup("#" + chart + " .chart-value").queryAs(Label.class).getText();
    }

    private static String moment(FxRobot robot) {
        return robot.lookup("#chart-moment").queryAs(Label.class).getText();
    }

    private static String saved(FxRobot robot) {
        return robot.lookup("#history-saved").queryAs(Banner.class).text();
    }

    private static String selected(FxRobot robot) {
        return robot.lookup(".history-bar .toggle-button").queryAllAs(ToggleButton.class).stream()
                .filter(ToggleButton::isSelected)
                .map(ToggleButton::getText)
                .reduce("", String::concat);
    }

    private static Node plot(FxRobot robot, String chart) {
        return robot.lookup("#" + chart + " .chart").query();
    }

    private static String drawn(FxRobot robot) {
        WaitForAsyncUtils.waitForFxEvents();
        return robot.lookup("#chart-lag-bytes .chart-line").query().toString();
    }

    private static boolean isShown(FxRobot robot, String query) {
        WaitForAsyncUtils.waitForFxEvents();
        Node node = robot.lookup(query).query();
        boolean isShown = true;
        for (Node part = node; part.getParent() != null; part = part.getParent()) {
            isShown = isShown && part.isVisible();
        }
        return isShown;
    }
}
