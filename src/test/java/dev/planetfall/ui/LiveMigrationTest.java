package dev.planetfall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Journal;
import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationEvent.StatementSent;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.ReplicationEvent.ReplicationMeasured;
import dev.planetfall.migration.run.EventStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class LiveMigrationTest {
    private final EventStream events = new EventStream(Journal.NONE, MigrationState.INITIAL);
    private LiveMigration live;
    private int changes;

    @BeforeEach
    void follow(FxRobot robot) {
        robot.interact(() -> {
            live = new LiveMigration();
            live.follow(events);
            live.stateProperty().addListener((state, old, now) -> {
                assertThat(Platform.isFxApplicationThread()).isTrue();
                changes++;
            });
        });
    }

    @Test
    void mergesManyEventsIntoFewChanges(FxRobot robot) throws TimeoutException {
        robot.interact(() -> {
            for (int i = 0; i < 500; i++) {
                events.publish(new ReplicationMeasured(Samples.NOON, Samples.measured(i, i, Duration.ofMillis(1), 0)));
            }
            events.publish(new PhaseEnded(Samples.NOON, Phase.CONNECT, PhaseStatus.DONE));
        });
        await(() -> live.state().isDone(Phase.CONNECT));

        assertThat(changes).isEqualTo(1);
        assertThat(live.measurements()).hasSize(500);
        assertThat(live.measurements().get(499).lagBytes()).hasValue(499);
    }

    @Test
    void keepsWhatWasDoneThroughHoursOfMeasuring() throws TimeoutException {
        StatementSent done = Samples.statement("source", "CREATE PUBLICATION p", 0);
        events.publish(done);
        for (int i = 0; i < 5_000; i++) {
            events.publish(Samples.statement("source", "SELECT " + i + " FROM pg_replication_slots", 1));
        }
        await(() -> !live.statements().isEmpty() && last().equals("SELECT 4999 FROM pg_replication_slots"));

        assertThat(live.statements()).hasSize(201).first().isEqualTo(done);
    }

    private String last() {
        return live.statements().get(live.statements().size() - 1).sql();
    }

    @Test
    void forgetsOneMigrationWhenItFollowsAnother(FxRobot robot) throws TimeoutException {
        events.publish(Samples.statement("source", "SELECT 1", 1));
        await(() -> !live.statements().isEmpty());
        EventStream another = new EventStream(
                Journal.NONE,
                MigrationState.INITIAL.after(new PhaseEnded(Samples.NOON, Phase.SCHEMA, PhaseStatus.DONE)));

        robot.interact(() -> live.follow(another));
        events.publish(new PhaseEnded(Samples.NOON, Phase.CONNECT, PhaseStatus.DONE));
        another.publish(Samples.statement("source", "SELECT 2", 1));
        await(() -> !live.statements().isEmpty());

        assertThat(live.statements()).extracting(StatementSent::sql).containsExactly("SELECT 2");
        assertThat(live.state().isDone(Phase.SCHEMA)).isTrue();
        assertThat(live.state().isDone(Phase.CONNECT)).isFalse();
    }

    /** Asks on the JavaFX thread, where what is asked about changes. */
    private static void await(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(5, TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(5_000, condition));
        WaitForAsyncUtils.waitForFxEvents();
    }
}
