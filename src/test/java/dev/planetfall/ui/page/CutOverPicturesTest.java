package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.CutoverEvent.CutoverRehearsed;
import dev.planetfall.migration.CutoverEvent.FreezeBegun;
import dev.planetfall.migration.CutoverEvent.FreezeLifted;
import dev.planetfall.migration.CutoverEvent.WritersGone;
import dev.planetfall.migration.CutoverRehearsal;
import dev.planetfall.migration.CutoverRehearsal.Part;
import dev.planetfall.migration.HistoryStretch;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.ReplicationEvent.HistoryMeasured;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.WayBackEvent.RollBackEnded;
import dev.planetfall.migration.WayBackEvent.RollBackStarted;
import dev.planetfall.migration.WayBackEvent.RolledBack;
import dev.planetfall.migration.WayBackEvent.WayBackArmed;
import dev.planetfall.ui.Snapshots;
import dev.planetfall.ui.control.Banner;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The Cut over page before and after it, as a person sees it: pictures to look at. */
class CutOverPicturesTest extends WindowTest {
    private static final int CUT_OVER = 10;

    @Test
    void showsWhatMustBeSoWhatIsChosenAndWhatTheRehearsalFound(FxRobot robot) {
        publish(Story.readyToCutOver());
        wizard.migration()
                .events()
                .publish(new CutoverRehearsed(
                        Story.START,
                        new CutoverRehearsal(
                                Story.START,
                                List.of(
                                        new Part("Stop writes on the source", Duration.ofMillis(171), false),
                                        new Part(
                                                "Wait until PlanetScale has applied everything",
                                                Duration.ofMillis(48),
                                                true),
                                        new Part(
                                                "Compare the rows of both servers",
                                                Duration.ofMillis(3_400),
                                                false)))));
        picture(robot, "cutover-before");
        assertThat(robot.lookup("#rehearsal-result").queryAs(Banner.class).text())
                .isEqualTo(
                        "Nobody was stopped. A cutover now would keep your application from writing for about 3.6 s.");
        assertThat(robot.lookup("#rehearsal-parts").queryAs(GridPane.class).getChildren())
                .map(node -> ((Label) node).getText())
                .containsExactly(
                        "Stop writes on the source",
                        "171 ms, estimated",
                        "Wait until PlanetScale has applied everything",
                        "48 ms",
                        "Compare the rows of both servers",
                        "3.4 s, estimated");
    }

    @Test
    void showsTheWayBackWhileItIsArmed(FxRobot robot) {
        publish(armed());
        picture(robot, "cutover-way-back");
        assertThat(robot.lookup("#way-back-state").queryAs(Label.class).getText())
                .startsWith("The source follows PlanetScale:");

        robot.interact(() -> robot.lookup("#roll-back").queryAs(Button.class).fire());
        picture(robot, "cutover-roll-back-question");
        assertThat(robot.lookup("#way-back-confirm").queryAs(Button.class).getText())
                .isEqualTo("Yes, roll back now");
    }

    @Test
    void offersToAllowWritesOnPlanetScaleAfterAnInterruptedRollBack(FxRobot robot) {
        publish(armed());
        wizard.migration().events().publish(new RollBackStarted(Story.START));
        wizard.migration().events().publish(new FreezeBegun(Story.START, Side.TARGET, List.of()));
        picture(robot, "cutover-roll-back-interrupted");
        assertThat(robot.lookup("#roll-back").queryAs(Button.class).getText())
                .isEqualTo("Allow writes on PlanetScale again");
    }

    @Test
    void tellsThatItWasRolledBack(FxRobot robot) {
        publish(armed());
        Instant now = Story.START.plusSeconds(4_000);
        publish(List.of(
                new RollBackStarted(now),
                new FreezeBegun(now, Side.TARGET, List.of()),
                new WritersGone(now.plusMillis(60), now, Side.TARGET, OptionalLong.empty()),
                new RolledBack(now.plusMillis(340)),
                new RollBackEnded(now.plusMillis(350), PhaseStatus.DONE),
                new FreezeLifted(now.plusMillis(360), Side.SOURCE),
                Story.event(Story.live().status())));
        picture(robot, "cutover-rolled-back");
        assertThat(wizard.migration().state().status(Phase.CUTOVER)).isEqualTo(PhaseStatus.NOT_STARTED);
    }

    private static List<MigrationEvent> armed() {
        List<MigrationEvent> events =
                new ArrayList<>(Story.cutOver(Story.compared(true, Story.compared("customer", 5, 5, Verdict.EQUAL))));
        events.add(events.size() - 2, new WayBackArmed(Story.START.plusMillis(700)));
        Optional<ReplicationStatus> before = Optional.empty();
        for (int i = 1; i < 120; i++) {
            ReplicationStatus now = Story.live()
                    .at(Story.START.plusSeconds(i * 5L))
                    .lag(Duration.ofMillis(20 + (i * 37) % 60))
                    .status();
            events.add(Story.event(now));
            events.add(new HistoryMeasured(now.at(), HistoryStretch.of(now, before)));
            before = Optional.of(now);
        }
        return events;
    }

    private void publish(List<? extends MigrationEvent> events) {
        events.forEach(wizard.migration().events()::publish);
    }

    private void picture(FxRobot robot, String name) {
        for (int width : List.of(1_280, 900)) {
            robot.interact(() -> {
                stage.setWidth(width);
                stage.setHeight(width == 900 ? 640 : 900);
                wizard.showPage(CUT_OVER);
            });
            WaitForAsyncUtils.sleep(400, TimeUnit.MILLISECONDS);
            WaitForAsyncUtils.waitForFxEvents();
            Path file = Path.of("target", "pictures", name + "-" + width + ".png");
            robot.interact(() -> Snapshots.save(stage.getScene(), file));
            assertThat(file).isNotEmptyFile();
        }
    }
}
