package dev.planetfall.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.PhaseStarted;
import dev.planetfall.migration.MigrationEvent.StepProgressed;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final MigrationEvent STARTED = new PhaseStarted(Instant.EPOCH, Phase.CONNECT);
    private static final MigrationEvent PROGRESSED =
            new StepProgressed(Instant.EPOCH, "connect", new Progress("", 1, 2, "tables"));

    @Test
    void journalsBeforeAnyoneHears() {
        List<String> order = new ArrayList<>();
        EventStream events = new EventStream(event -> order.add("journal"), MigrationState.INITIAL);
        events.subscribe((event, state) -> order.add("listener"));
        events.publish(STARTED);
        assertThat(order).containsExactly("journal", "listener");
    }

    @Test
    void deliversWithoutJournalWhatIsMeasuredAnew() {
        List<MigrationEvent> journaled = new ArrayList<>();
        List<MigrationEvent> heard = new ArrayList<>();
        EventStream events = new EventStream(journaled::add, MigrationState.INITIAL);
        events.subscribe((event, state) -> heard.add(event));
        events.publish(STARTED);
        events.publish(PROGRESSED);
        assertThat(journaled).containsExactly(STARTED);
        assertThat(heard).containsExactly(STARTED, PROGRESSED);
    }

    @Test
    void handsOverTheStateAfterTheEvent() {
        List<MigrationState> states = new ArrayList<>();
        EventStream events = new EventStream(event -> {}, MigrationState.INITIAL);
        events.subscribe((event, state) -> states.add(state));
        events.publish(STARTED);
        assertThat(states).containsExactly(MigrationState.INITIAL.after(STARTED));
        assertThat(events.state()).isEqualTo(states.get(0));
    }

    @Test
    void isNotDisturbedByAListenerThatThrows() {
        List<MigrationEvent> heard = new ArrayList<>();
        EventStream events = new EventStream(event -> {}, MigrationState.INITIAL);
        events.subscribe((event, state) -> {
            throw new IllegalStateException("a broken listener, on purpose");
        });
        events.subscribe((event, state) -> heard.add(event));
        events.publish(STARTED);
        assertThat(heard).containsExactly(STARTED);
    }

    @Test
    void tellsNothingAfterTheSubscriptionIsClosed() {
        List<MigrationEvent> heard = new ArrayList<>();
        EventStream events = new EventStream(event -> {}, MigrationState.INITIAL);
        EventStream.Subscription subscription = events.subscribe((event, state) -> heard.add(event));
        subscription.close();
        events.publish(STARTED);
        assertThat(heard).isEmpty();
    }
}
