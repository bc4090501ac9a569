package dev.planetfall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.HistoryStretch;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.ReplicationEvent.HistoryMeasured;
import dev.planetfall.migration.ReplicationEvent.ReplicationMeasured;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.Side;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeptLogTest {
    private static final long MB = 1024 * 1024;

    @Test
    void saysNothingBeforeTheFirstMeasurement() {
        assertThat(KeptLog.of(MigrationState.INITIAL)).isEmpty();
    }

    @Test
    void tellsGrowthAndTimeToTheLimit() {
        assertThat(kept(growing(60, 2 * MB)).sentence())
                .isEqualTo("The source keeps 118 MB of log for this migration, of at most 4.00 GB, growing by 60.0 MB a"
                        + " minute; the limit is reached in about 66 min.");
    }

    @Test
    void makesNoForecastFromAFewSeconds() {
        assertThat(kept(growing(3, 50 * MB)).sentence())
                .isEqualTo("The source keeps 100 MB of log for this migration, of at most 4.00 GB.");
    }

    @Test
    void warnsWhenHalfOfTheLimitIsUsed() {
        assertThat(mark(1024 * MB)).isEqualTo(Mark.NOTE);
        assertThat(mark(2100 * MB)).isEqualTo(Mark.WARNING);
    }

    @Test
    void saysThatALostSlotCannotGoOn() {
        KeptLog lost = new KeptLog(kept(growing(1, 0)).forecast(), true, Side.SOURCE);

        assertThat(lost.mark()).isEqualTo(Mark.FAILED);
        assertThat(lost.sentence()).contains("replication cannot go on");
    }

    private static Mark mark(long kept) {
        return kept(Stream.of(measured(0, kept))).mark();
    }

    private static Stream<ReplicationStatus> growing(int measurements, long step) {
        return IntStream.range(0, measurements).mapToObj(index -> measured(index, index * step));
    }

    private static KeptLog kept(Stream<ReplicationStatus> measurements) {
        MigrationState state = MigrationState.INITIAL;
        Optional<ReplicationStatus> before = Optional.empty();
        for (ReplicationStatus now : measurements.toList()) {
            state = state.after(new ReplicationMeasured(now.at(), now))
                    .after(new HistoryMeasured(now.at(), HistoryStretch.of(now, before)));
            before = Optional.of(now);
        }
        return KeptLog.of(state).orElseThrow();
    }

    private static ReplicationStatus measured(int index, long kept) {
        ReplicationStatus status = Samples.measured(index, 0, Duration.ZERO, kept);
        assertThat(status.walStatus()).isEqualTo(Optional.of("reserved"));
        return status;
    }
}
