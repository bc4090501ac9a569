package dev.planetfall.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class LagTrendTest {
    private static final Instant BEGIN = Instant.parse("2026-11-22T08:00:00Z");
    private static final int SECONDS = 90;

    @Test
    void tellsByHowMuchTheLagGrewWithinTheLastMinute() {
        assertThat(LagTrend.growth(history(second -> second * 50L))).contains(Duration.ofMillis(2_025));
    }

    @Test
    void saysNothingOfLagThatFallsOrStaysOrSwings() {
        assertThat(LagTrend.growth(history(second -> (SECONDS - second) * 50L))).isEmpty();
        assertThat(LagTrend.growth(history(second -> 900))).isEmpty();
        assertThat(LagTrend.growth(history(second -> second % 20 * 200L))).isEmpty();
    }

    @Test
    void saysNothingOfAFewMeasurements() {
        assertThat(LagTrend.growth(ReplicationHistory.NONE)).isEmpty();
        assertThat(LagTrend.growth(history(second -> second * 50L).since(BEGIN.plusSeconds(SECONDS - 5))))
                .isEmpty();
    }

    private static ReplicationHistory history(IntToLongFunction lagAfterSeconds) {
        ReplicationHistory history = ReplicationHistory.NONE;
        for (int second = 0; second < SECONDS; second++) {
            Instant at = BEGIN.plusSeconds(second);
            history = history.after(new HistoryStretch(
                    at,
                    at,
                    false,
                    Optional.empty(),
                    Optional.of(Spread.of(lagAfterSeconds.applyAsLong(second))),
                    Optional.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    0,
                    new TableCounts(0, 0, 0, 0, 1)));
        }
        return history;
    }
}
