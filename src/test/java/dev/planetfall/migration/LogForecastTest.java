package dev.planetfall.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class LogForecastTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final long MEGABYTE = 1L << 20;
    private static final OptionalLong LIMIT = OptionalLong.of(1_000 * MEGABYTE);

    @Test
    void tellsWhenTheLimitIsReached() {
        LogForecast forecast = after(61, LIMIT, second -> second * MEGABYTE).orElseThrow();

        assertThat(forecast.bytesPerSecond().orElseThrow()).isCloseTo(MEGABYTE, within(1));
        assertThat(forecast.timeToFull()).contains(Duration.ofSeconds(700));
        assertThat(forecast.sentence()).isEqualTo("1000 MB full in about 11 min");
    }

    @Test
    void seesTheTrendBehindSegmentsThatComeAndGo() {
        LogForecast forecast = after(100, LIMIT, second -> 50 * MEGABYTE + (second % 20) * MEGABYTE)
                .orElseThrow();

        assertThat(forecast.bytesPerSecond().orElseThrow()).isCloseTo(0, within(MEGABYTE / 10.0));
    }

    @Test
    void promisesNothingWhileItShrinks() {
        LogForecast forecast =
                after(30, LIMIT, second -> 500 * MEGABYTE - second * MEGABYTE).orElseThrow();

        assertThat(forecast.timeToFull()).isEmpty();
        assertThat(forecast.sentence()).isEqualTo("Never reaches 1000 MB at this pace");
    }

    @Test
    void knowsNoTimeWithoutALimit() {
        LogForecast forecast =
                after(30, OptionalLong.empty(), second -> second * MEGABYTE).orElseThrow();

        assertThat(forecast.timeToFull()).isEmpty();
        assertThat(forecast.sentence()).isEqualTo("Grows by 60.0 MB a minute; no limit is set");
    }

    @Test
    void saysThatItIsFull() {
        assertThat(after(30, LIMIT, second -> LIMIT.getAsLong() + second * MEGABYTE)
                        .orElseThrow()
                        .sentence())
                .isEqualTo("1000 MB are full");
    }

    @Test
    void judgesOnlyWhatWasMeasuredSinceTheLastGap() {
        ReplicationHistory history = history(60, LIMIT, second -> 900 * MEGABYTE);
        for (int i = 0; i < 20; i++) {
            history = history.after(stretch(START.plusSeconds(10_000 + 5L * i), i == 0, i * MEGABYTE, LIMIT));
        }

        assertThat(LogForecast.of(history).orElseThrow().bytesPerSecond().orElseThrow())
                .isCloseTo(MEGABYTE / 5.0, within(1));
    }

    @Test
    void saysNothingAfterAMomentOrWithoutASlot() {
        assertThat(after(3, LIMIT, second -> second * MEGABYTE).orElseThrow().sentence())
                .isEqualTo("Limit 1000 MB");
        assertThat(LogForecast.of(ReplicationHistory.NONE)).isEmpty();
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }

    private static Optional<LogForecast> after(int samples, OptionalLong limit, LongUnaryOperator keptAtSecond) {
        return LogForecast.of(history(samples, limit, keptAtSecond));
    }

    private static ReplicationHistory history(int samples, OptionalLong limit, LongUnaryOperator keptAtSecond) {
        ReplicationHistory history = ReplicationHistory.NONE;
        for (int i = 0; i < samples; i++) {
            long second = 5L * i;
            history =
                    history.after(stretch(START.plusSeconds(second), i == 0, keptAtSecond.applyAsLong(second), limit));
        }
        return history;
    }

    private static HistoryStretch stretch(Instant at, boolean afterGap, long kept, OptionalLong limit) {
        return new HistoryStretch(
                at,
                at,
                afterGap,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Spread.of(kept)),
                limit,
                Optional.empty(),
                Optional.empty(),
                0,
                new TableCounts(0, 0, 0, 0, 1));
    }
}
