package dev.planetfall.migration.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.Alarm;
import dev.planetfall.migration.Alarm.Level;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.SafetyEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmBookTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Sighting SEEN = Sighting.of("log-limit", Level.WARNING, "Much log.", "Raise it.");
    private static final Sighting WORSE = Sighting.of("log-limit", Level.CRITICAL, "Too much log.", "Raise it now.");

    private final AlarmBook book = new AlarmBook(Duration.ofSeconds(30));
    private MigrationState state = MigrationState.INITIAL;

    @Test
    void raisesOnceAndClearsAfterAWhile() {
        assertThat(at(0, SEEN)).containsExactly("AlarmRaised");
        assertThat(at(10, SEEN)).isEmpty();
        assertThat(at(20)).isEmpty();
        assertThat(at(39)).isEmpty();
        assertThat(at(40)).containsExactly("AlarmCleared");
        assertThat(state.safety().alarms()).isEmpty();
    }

    @Test
    void doesNotFlapWithACauseThatComesAndGoes() {
        at(0, SEEN);
        for (int second = 10; second < 600; second += 20) {
            assertThat(at(second)).isEmpty();
            assertThat(at(second + 10, SEEN)).isEmpty();
        }
    }

    @Test
    void keepsAnAlarmWhoseCauseFadesAndRaisesNone() {
        assertThat(at(0, SEEN.fading(true))).isEmpty();
        at(10, SEEN);
        for (int second = 20; second < 300; second += 10) {
            assertThat(at(second, SEEN.fading(true))).isEmpty();
        }
        assertThat(state.safety().alarms()).hasSize(1);
    }

    @Test
    void waitsForWhatMayPass() {
        Sighting slow = SEEN.after(Duration.ofSeconds(60));
        assertThat(at(0, slow)).isEmpty();
        assertThat(at(50, slow)).isEmpty();
        assertThat(at(55)).isEmpty();
        assertThat(at(60, slow)).as("it was away meanwhile").isEmpty();
        assertThat(at(120, slow)).containsExactly("AlarmRaised");
    }

    @Test
    void tellsAtOnceWhatBecomesUrgentAndLaterWhatDoesNotAnyMore() {
        at(0, SEEN);
        assertThat(at(10, WORSE)).containsExactly("AlarmRaised");
        assertThat(at(20, SEEN)).containsExactly("AlarmMeasured");
        assertThat(state.safety().alarms()).extracting(Alarm::level).containsExactly(Level.CRITICAL);
        assertThat(at(40, SEEN)).containsExactly("AlarmRaised");
        assertThat(state.safety().alarms())
                .containsExactly(new Alarm("log-limit", Level.WARNING, "Much log.", "Raise it.", NOON.plusSeconds(40)));
    }

    @Test
    void clearsWhatAnEarlierRunOfTheProgramRaised() {
        at(0, SEEN);
        AlarmBook later = new AlarmBook(Duration.ofSeconds(30));
        List<Alarm> standing = state.safety().alarms();

        assertThat(later.update(NOON.plusSeconds(900), standing, List.of())).isEmpty();
        assertThat(later.update(NOON.plusSeconds(930), standing, List.of()))
                .containsExactly(new SafetyEvent.AlarmCleared(NOON.plusSeconds(930), standing.get(0)));
    }

    private List<String> at(int second, Sighting... sightings) {
        List<SafetyEvent> news =
                book.update(NOON.plusSeconds(second), state.safety().alarms(), List.of(sightings));
        for (SafetyEvent event : news) {
            state = state.after(event);
        }
        return news.stream().map(event -> event.getClass().getSimpleName()).toList();
    }
}
