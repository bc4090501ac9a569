package dev.planetfall.ui.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationEvent.SchemaObjectApplied;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.Samples;
import dev.planetfall.ui.control.TableGrid;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The Schema page while 20,000 objects come in. */
@Timeout(120)
class SchemaPageScaleTest extends WindowTest {
    private static final int PAGE = 6;
    private static final int MANY = 20_000;
    private static final int SECONDS = 4;
    private static final int MOST_UPDATES_A_SECOND = 20;

    @Test
    void staysQuickWhileTwentyThousandObjectsComeIn(FxRobot robot) throws Exception {
        robot.interact(() -> wizard.showPage(PAGE));
        AtomicInteger updates = new AtomicInteger();
        robot.interact(() -> wizard.live().stateProperty().subscribe(state -> updates.incrementAndGet()));
        updates.set(0);
        wizard.migration().events().publish(new PhaseStarted(Samples.NOON, Phase.SCHEMA));
        long longestWait = publish();
        wizard.migration().events().publish(new PhaseEnded(Samples.NOON, Phase.SCHEMA, PhaseStatus.FAILED));

        WaitForAsyncUtils.waitFor(
                30,
                TimeUnit.SECONDS,
                () -> FxThread.ask(() -> robot.lookup("#schema-objects")
                                .<TableGrid<SchemaViewModel.Row>>query()
                                .getItems()
                                .size()
                        == MANY));
        assertThat(updates.get()).isLessThan((SECONDS + 2) * MOST_UPDATES_A_SECOND);
        assertThat(longestWait).as("ms until the window answers").isLessThan(1_000);
    }

    /** In some seconds, as a server would; answers how long the window let somebody wait, in milliseconds. */
    private long publish() throws InterruptedException {
        long longest = 0;
        int steps = SECONDS * 10;
        for (int step = 0; step < steps; step++) {
            for (int i = 0; i < MANY / steps; i++) {
                int number = step * (MANY / steps) + i;
                wizard.migration()
                        .events()
                        .publish(new SchemaObjectApplied(
                                Samples.NOON,
                                new SchemaOutcome(
                                        number % 3 == 0 ? "TABLE" : "INDEX",
                                        "shop.object_" + number,
                                        number % 100 == 0 ? Result.FAILED : Result.CREATED,
                                        "CREATE TABLE shop.object_" + number + " (id integer)",
                                        number % 100 == 0 ? "ERROR: so it is" : "")));
            }
            long asked = System.nanoTime();
            FxThread.ask(() -> true);
            long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked);
            longest = Math.max(longest, waited);
            Thread.sleep(Math.max(0, 100 - waited));
        }
        return longest;
    }
}
