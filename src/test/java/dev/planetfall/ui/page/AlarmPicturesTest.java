package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Alarm;
import dev.planetfall.migration.Diagnosis;
import dev.planetfall.migration.SafetyEvent.AlarmCleared;
import dev.planetfall.migration.SafetyEvent.AlarmRaised;
import dev.planetfall.migration.SafetyEvent.Diagnosed;
import dev.planetfall.ui.InView;
import dev.planetfall.ui.Snapshots;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Alarms, and how replication is paused, as a person sees them: pictures to look at, in both looks. */
class AlarmPicturesTest extends WindowTest {
    private static final int REPLICATE = 7;
    private static final int VERIFY = 8;
    private static final Alarm IDLE = new Alarm(
            "idle-transaction",
            Alarm.Level.WARNING,
            "A session on the source left a transaction open 12 min ago and does nothing: process 4711, psql of role ada.",
            "End it in its program, or with SELECT pg_terminate_backend(4711) on the source; what it did is then rolled back.",
            Story.START);
    private static final Alarm LIMIT = new Alarm(
            "log-limit",
            Alarm.Level.CRITICAL,
            "The source keeps 3.6 GB of at most 4.3 GB of log for this migration and will soon throw some away.",
            "Raise max_slot_wal_keep_size on the source now, or let PlanetScale catch up: without that log the copy must begin"
                    + " again.",
            Story.START.plusSeconds(60));

    private static final Diagnosis LOCK = new Diagnosis(
            Story.START,
            "lock",
            "PlanetScale waits for a lock on public.orders, held by process 4711 (psql of role ada), whose transaction has been"
                    + " left open and idle for 12 min 4 s.",
            List.of(
                    "2 of 2 tables live, 100 MB of 100 MB copied.",
                    "PlanetScale is 12 min 1 s behind.",
                    "Processes on PlanetScale: Lock/relation 5 times of 5.",
                    "Processes on the source: Client/WalSenderWaitForWal 5 times of 5."),
            "End that transaction in its program, or with SELECT pg_terminate_backend(4711) on PlanetScale; what it did is then"
                    + " rolled back.");

    @BeforeEach
    void plan(FxRobot robot) {
        robot.interact(() -> wizard.migration().decide(Story.plan()));
    }

    @Test
    void showsTheMostUrgentAlarmOnEveryPageAndTheOthersWhenAsked(FxRobot robot) {
        Story.readyToCutOver().forEach(wizard.migration().events()::publish);
        List.of(IDLE, LIMIT)
                .forEach(alarm -> wizard.migration().events().publish(new AlarmRaised(alarm.since(), alarm)));
        pictures(robot, REPLICATE, "alarm-replicate");
        assertThat(sentences(robot)).containsExactly(LIMIT.sentence());
        robot.interact(() -> robot.lookup("#more-alarms").queryButton().fire());
        pictures(robot, VERIFY, "alarm-verify");
        assertThat(sentences(robot)).containsExactly(LIMIT.sentence(), IDLE.sentence());

        List.of(IDLE, LIMIT)
                .forEach(alarm -> wizard.migration().events().publish(new AlarmCleared(Story.START, alarm)));
        settle();

        assertThat(robot.lookup("#alarm-strip").<Node>query().isVisible()).isFalse();
    }

    @Test
    void tellsTheConsequencesBeforeReplicationIsPausedOrGivenUp(FxRobot robot) {
        Story.readyToCutOver().forEach(wizard.migration().events()::publish);
        show(robot, REPLICATE);
        robot.interact(() -> robot.lookup("#pause-replication").queryButton().fire());
        robot.interact(() -> InView.bring(robot.lookup("#pause-row").query()));
        pictures(robot, REPLICATE, "pause-asked");
        assertThat(robot.lookup("#pause-words").<Label>query().getText())
                .startsWith("While it is paused, PlanetScale takes no changes, and the source keeps every one of them")
                .endsWith("Nothing is lost while that log is kept; the slot stays.");
        robot.interact(() -> robot.lookup("#pause-cancel").queryButton().fire());
        robot.interact(() -> robot.lookup("#give-up-replication").queryButton().fire());
        assertThat(robot.lookup("#pause-words").<Label>query().getText())
                .startsWith("Drops the subscription on PlanetScale, and the slot and publication on the source");
    }

    @Test
    void answersWhyItIsSlowAndWhatALineOfTheLogMeans(FxRobot robot) {
        Story.readyToCutOver().forEach(wizard.migration().events()::publish);
        wizard.migration().events().publish(new Diagnosed(Story.START, LOCK));
        show(robot, REPLICATE);
        robot.interact(() -> robot.lookup("#log-line")
                .<TextField>query()
                .setText("ERROR:  duplicate key value violates unique constraint \"orders_pkey\""));
        robot.interact(() -> InView.bring(robot.lookup("#diagnosis").query()));
        pictures(robot, REPLICATE, "diagnosis");
        assertThat(robot.lookup("#diagnosis-sentence").<Label>query().getText()).startsWith(LOCK.sentence());
        assertThat(robot.lookup("#log-line-meaning").<Label>query().getText())
                .contains("Cause: A row with the same key is on PlanetScale already", "\nData at risk: yes. ");
    }

    private static List<String> sentences(FxRobot robot) {
        return robot.lookup("#alarm-strip .alarm-sentence").<Label>queryAll().stream()
                .map(Label::getText)
                .toList();
    }

    private void pictures(FxRobot robot, int page, String name) {
        show(robot, page);
        for (boolean dark : new boolean[] {false, true}) {
            robot.interact(() -> window.themes().setDark(dark));
            settle();
            Path file = Path.of("target", "pictures", name + (dark ? "-dark" : "") + ".png");
            robot.interact(() -> Snapshots.save(stage.getScene(), file));
            assertThat(file).isNotEmptyFile();
        }
        robot.interact(() -> window.themes().setDark(false));
    }

    private void show(FxRobot robot, int page) {
        robot.interact(() -> {
            stage.setWidth(1100);
            stage.setHeight(720);
            if (wizard.pageIndexProperty().get() != page) {
                wizard.showPage(page);
            }
        });
        settle();
    }

    private static void settle() {
        WaitForAsyncUtils.sleep(300, TimeUnit.MILLISECONDS);
        WaitForAsyncUtils.waitForFxEvents();
    }
}
