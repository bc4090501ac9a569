package dev.planetfall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.HistoryStretch;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.ReplicationEvent.HistoryMeasured;
import dev.planetfall.migration.ReplicationEvent.ReplicationMeasured;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.postgres.Lsn;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.ui.Histories;
import dev.planetfall.ui.Samples;
import dev.planetfall.ui.ThemeChoice;
import dev.planetfall.ui.Themes;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardWindow;
import dev.planetfall.ui.control.ActivityDrawer;
import dev.planetfall.ui.page.WizardPages;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** Whether the window stays quick, and small, while it shows 5,000 tables that are copied and a day of history. */
@Tag("bench")
@ExtendWith(ApplicationExtension.class)
class ReplicateWindowBenchmark {
    private static final int REPLICATE_PAGE = 7;
    private static final int TABLES = 5_000;
    private static final int CHANGING = 600;
    /** As many as the window keeps, so that its memory is what it would be after hours. */
    private static final int KEPT = 600;

    private static final int MEASUREMENTS = 12;
    private static final Duration LIMIT = Duration.ofMillis(100);
    private static final long HEAP_LIMIT = 300L << 20;

    private Wizard wizard;
    private WizardWindow window;
    private final List<TableCopy> tables = new ArrayList<>();
    private int measured;

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
    void leavesNoGapBetweenPulsesWhileThousandsOfTablesAreMeasured(FxRobot robot) {
        for (int i = 0; i < TABLES; i++) {
            tables.add(new TableCopy(
                    QualifiedName.of("shop", "customer_orders_" + i), TableCopy.State.WAITING, 0, 1L << 30, 0));
        }
        wizard.migration().events().publish(new PhaseStarted(Samples.NOON, Phase.REPLICATE));
        for (HistoryStretch stretch : Histories.of(Duration.ofHours(24), TABLES).stretches()) {
            wizard.migration().events().publish(new HistoryMeasured(stretch.to(), stretch));
        }
        for (int i = 0; i < KEPT; i++) {
            measure();
        }
        robot.interact(() -> wizard.showPage(REPLICATE_PAGE));
        // What is drawn for the first time, such as fonts, is drawn before it counts.
        for (String view : List.of("#view-charts", "#range-all", "#view-tables")) {
            robot.interact(() -> robot.lookup(view).queryAs(ToggleButton.class).fire());
            measureFor(3);
        }

        PulseGaps idle = PulseGaps.during(robot, () -> WaitForAsyncUtils.sleep(4, TimeUnit.SECONDS));
        PulseGaps grid = PulseGaps.during(robot, () -> measureFor(MEASUREMENTS));
        robot.interact(
                () -> robot.lookup("#view-charts").queryAs(ToggleButton.class).fire());
        WaitForAsyncUtils.sleep(1, TimeUnit.SECONDS);
        PulseGaps charts = PulseGaps.during(robot, () -> measureFor(MEASUREMENTS));
        long heap = heap();

        System.out.printf(
                "replicate page, %,d tables, 24 h of history: longest gap idle %s; tables %s; charts %s; heap %d MB%n",
                TABLES, idle, grid, charts, heap >> 20);
        assertThat(grid.longest()).isLessThan(LIMIT);
        assertThat(charts.longest()).isLessThan(LIMIT);
        assertThat(heap).isLessThan(HEAP_LIMIT);
    }

    private void measureFor(int times) {
        for (int i = 0; i < times; i++) {
            measure();
            WaitForAsyncUtils.sleep(1, TimeUnit.SECONDS);
        }
    }

    private void measure() {
        for (int i = 0; i < CHANGING; i++) {
            int index = (measured * 37 + i) % TABLES;
            TableCopy old = tables.get(index);
            tables.set(
                    index,
                    new TableCopy(
                            old.table(),
                            TableCopy.State.COPYING,
                            old.bytesCopied() + 1_000,
                            old.bytesTotal(),
                            measured));
        }
        Instant at = Histories.END.plus(Histories.PERIOD.multipliedBy(measured + 1L));
        ReplicationStatus status = new ReplicationStatus(
                at,
                List.copyOf(tables),
                OptionalLong.of(measured * 1_000L),
                Optional.of(Duration.ofMillis(measured % 50)),
                measured * 100_000L,
                OptionalLong.of(8L << 30),
                Optional.of("reserved"),
                OptionalLong.of(1L << 33),
                0,
                0,
                true,
                Optional.empty(),
                Optional.of(new Lsn(measured * 1_000L)));
        wizard.migration().events().publish(new ReplicationMeasured(at, status));
        wizard.migration().events().publish(new HistoryMeasured(at, HistoryStretch.of(status, Optional.of(status))));
        measured++;
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            WaitForAsyncUtils.sleep(200, TimeUnit.MILLISECONDS);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
