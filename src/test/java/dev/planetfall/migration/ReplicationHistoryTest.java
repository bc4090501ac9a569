package dev.planetfall.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.postgres.Lsn;
import dev.planetfall.postgres.QualifiedName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReplicationHistoryTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration PERIOD = Duration.ofSeconds(5);

    @Test
    void keepsEveryMeasurementOfTheLastMinutes() {
        ReplicationHistory history = measured(START, 100, PERIOD);

        assertThat(history.stretches())
                .hasSize(100)
                .allMatch(stretch -> stretch.from().equals(stretch.to()));
    }

    @Test
    void staysSmallOverWeeksAndLosesNoPeak() {
        ReplicationHistory history = ReplicationHistory.NONE;
        Duration step = Duration.ofSeconds(25);
        int samples = 30 * 86_400 / 25;
        for (int i = 0; i < samples; i++) {
            long lag = i == 44_444 ? 1L << 40 : i % 50;
            history = history.after(measured(START.plus(step.multipliedBy(i)), lag, i == 0));
        }

        assertThat(history.stretches()).hasSizeLessThan(4_500);
        assertThat(history.stretches().get(0).from()).isEqualTo(START);
        assertThat(history.last().map(HistoryStretch::to)).contains(START.plus(step.multipliedBy(samples - 1)));
        assertThat(history.stretches().stream().mapToLong(stretch -> most(stretch.lagBytes())))
                .contains(1L << 40);
        assertThat(history.stretches().stream().skip(1)).noneMatch(HistoryStretch::afterGap);
    }

    @Test
    void isTheSameWhenItIsMergedAgain() {
        ReplicationHistory history = measured(START, 40_000, PERIOD);
        ReplicationHistory merged = ReplicationHistory.of(history.stretches());

        assertThat(ReplicationHistory.of(merged.stretches())).isEqualTo(merged);
    }

    @Test
    void beginsAnewAfterTheProgramWasClosed() {
        ReplicationHistory closed = measured(START, 10, PERIOD);
        HistoryStretch next = measured(START.plus(Duration.ofDays(3)), 1, false);

        assertThat(closed.after(next).last().map(HistoryStretch::afterGap)).contains(true);
    }

    @Test
    void keepsAGapHoweverLongAgoItWas() {
        Instant back = START.plus(Duration.ofHours(1));
        ReplicationHistory history = measured(START, 100, PERIOD);
        for (int i = 0; i < 40_000; i++) {
            history = history.after(measured(back.plus(PERIOD.multipliedBy(i)), 1, false));
        }

        assertThat(history.stretches().stream().filter(HistoryStretch::afterGap).map(HistoryStretch::from))
                .containsExactly(START, back);
    }

    @Test
    void staysSmallWhenEveryOtherMeasurementFails() {
        ReplicationHistory history = ReplicationHistory.NONE;
        for (int i = 0; i < 50_000; i++) {
            history = history.after(measured(START.plusSeconds(12L * i), 1, true));
        }

        assertThat(history.stretches()).hasSizeLessThan(6_000);
    }

    @Test
    void forgetsWhatAClockThatWasSetBackHadPutIntoTheFuture() {
        ReplicationHistory history = measured(START, 100, PERIOD).after(measured(START.plusSeconds(52), 7, false));

        assertThat(history.stretches()).hasSize(12);
        assertThat(history.last().map(HistoryStretch::from)).contains(START.plusSeconds(52));
    }

    @Test
    void measuresRatesFromOneMeasurementToTheNext() {
        ReplicationStatus before = status(
                START,
                List.of(table("a", TableCopy.State.COPYING, 100), table("b", TableCopy.State.READY, 5_000)),
                1_000);
        ReplicationStatus now = status(
                START.plusSeconds(2),
                List.of(table("a", TableCopy.State.COPYING, 700), table("b", TableCopy.State.READY, 9_000)),
                5_000);
        HistoryStretch stretch = HistoryStretch.of(now, Optional.of(before));

        assertThat(stretch.copyRate()).contains(Spread.of(300));
        assertThat(stretch.applyRate()).contains(Spread.of(2_000));
        assertThat(stretch.tables()).isEqualTo(new TableCounts(0, 1, 0, 0, 1));
        assertThat(HistoryStretch.of(now, Optional.empty()).afterGap()).isTrue();
        assertThat(HistoryStretch.of(now, Optional.empty()).applyRate()).isEmpty();
    }

    private static ReplicationHistory measured(Instant from, int samples, Duration period) {
        ReplicationHistory history = ReplicationHistory.NONE;
        for (int i = 0; i < samples; i++) {
            history = history.after(measured(from.plus(period.multipliedBy(i)), i, i == 0));
        }
        return history;
    }

    private static HistoryStretch measured(Instant at, long lag, boolean afterGap) {
        return new HistoryStretch(
                at,
                at,
                afterGap,
                Optional.of(Spread.of(lag)),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                new TableCounts(0, 0, 0, 0, 1));
    }

    private static long most(Optional<Spread> spread) {
        return spread.map(Spread::most).orElse(0L);
    }

    private static TableCopy table(String name, TableCopy.State state, long bytes) {
        return new TableCopy(QualifiedName.of("public", name), state, bytes, 10_000, 0);
    }

    private static ReplicationStatus status(Instant at, List<TableCopy> tables, long confirmed) {
        return new ReplicationStatus(
                at,
                tables,
                OptionalLong.of(0),
                Optional.of(Duration.ZERO),
                0,
                OptionalLong.empty(),
                Optional.of("reserved"),
                OptionalLong.empty(),
                0,
                0,
                true,
                Optional.empty(),
                Optional.of(new Lsn(confirmed)));
    }
}
