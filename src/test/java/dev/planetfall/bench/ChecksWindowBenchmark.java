package dev.planetfall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationEvent.ChecksBegun;
import dev.planetfall.migration.MigrationEvent.FindingReported;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationEvent.StatementSent;
import dev.planetfall.migration.Phase;
import dev.planetfall.ui.Samples;
import dev.planetfall.ui.ThemeChoice;
import dev.planetfall.ui.Themes;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardWindow;
import dev.planetfall.ui.control.ActivityDrawer;
import dev.planetfall.ui.page.WizardPages;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** Whether the window stays quick while the checks of a source of 10,000 tables answer. */
@Tag("bench")
@ExtendWith(ApplicationExtension.class)
class ChecksWindowBenchmark {
    private static final int CHECKS_PAGE = 4;
    private static final int FINDINGS = 60;
    private static final int TABLES = 10_000;
    private static final Duration LIMIT = Duration.ofMillis(100);
    private static final List<CheckGroup> GROUPS = List.of(CheckGroup.values());

    private Wizard wizard;
    private WizardWindow window;

    @Start
    void start(Stage stage) {
        wizard = Samples.wizard();
        wizard.startNew();
        ActivityDrawer drawer = new ActivityDrawer(wizard.live().statements());
        window = new WizardWindow(stage, wizard, WizardPages.all(wizard), drawer, new Themes(ThemeChoice.inMemory()));
        window.show();
    }

    @Stop
    void stop() {
        window.close();
    }

    @Test
    void leavesNoGapBetweenPulsesWhileFindingsArrive(FxRobot robot) {
        wizard.migration().events().publish(new PhaseStarted(Samples.NOON, Phase.CHECK));
        robot.interact(() -> wizard.showPage(CHECKS_PAGE));
        // What is drawn for the first time, such as fonts, is drawn before it counts.
        answer(0, 3);
        WaitForAsyncUtils.sleep(2, TimeUnit.SECONDS);

        PulseGaps idle = PulseGaps.during(robot, () -> WaitForAsyncUtils.sleep(4, TimeUnit.SECONDS));
        PulseGaps busy = PulseGaps.during(robot, () -> {
            answer(3, FINDINGS);
            WaitForAsyncUtils.sleep(2, TimeUnit.SECONDS);
        });

        System.out.printf("longest gap between pulses: idle %s, while findings arrive %s%n", idle, busy);
        assertThat(busy.longest()).isLessThan(LIMIT);
    }

    private void answer(int from, int to) {
        List<CheckName> checks = IntStream.range(from, to)
                .mapToObj(number -> new CheckName("check-" + number, "Check", GROUPS.get(number % GROUPS.size())))
                .toList();
        wizard.migration().events().publish(new ChecksBegun(Samples.NOON, checks));
        for (int number = from; number < to; number++) {
            wizard.migration()
                    .events()
                    .publish(new StatementSent(
                            Samples.NOON, "source", "SELECT " + number, Duration.ofMillis(20), 1, Optional.empty()));
            wizard.migration().events().publish(new FindingReported(Samples.NOON, finding(number)));
            WaitForAsyncUtils.sleep(30, TimeUnit.MILLISECONDS);
        }
    }

    private static Finding finding(int number) {
        List<String> details = IntStream.range(0, TABLES)
                .mapToObj(table -> "shop.customer_orders_" + table + ": no usable key; use REPLICA IDENTITY FULL")
                .toList();
        return Finding.blocker("check-" + number, "10,000 tables of the source have no key.", "Give each a key.")
                .withDetails(details)
                .withRemedy(Samples.IDENTITY);
    }
}
