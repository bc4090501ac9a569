package dev.planetfall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.ReplicationStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeptLogTest {
    private static final long MB = 1024 * 1024;

    @Test
    void saysNothingBeforeTheFirstMeasurement() {
        assertThat(KeptLog.of(List.of())).isEmpty();
    }

    @Test
    void tellsGrowthAndTimeToTheLimit() {
        KeptLog kept = KeptLog.of(growing(60, 2 * MB)).orElseThrow();

        assertThat(kept.bytesPerMinute()).isEqualTo(60.0 * MB);
        assertThat(kept.sentence())
                .isEqualTo(
                        "The source keeps 118 MB of log for this migration, of at most 4.00 GB, growing by 60.0 MB a "
                                + "minute; the limit is reached in about 1 h.");
    }

    @Test
    void makesNoForecastFromAFewSeconds() {
        KeptLog kept = KeptLog.of(growing(3, 50 * MB)).orElseThrow();

        assertThat(kept.sentence()).isEqualTo("The source keeps 100 MB of log for this migration, of at most 4.00 GB.");
    }

    @Test
    void looksAtTheLastMinutesOnly() {
        List<ReplicationStatus> rests = IntStream.range(0, 600)
                .mapToObj(index -> measured(index, Math.min(index, 300) * MB))
                .toList();

        assertThat(KeptLog.of(rests).orElseThrow().bytesPerMinute()).isZero();
    }

    @Test
    void warnsWhenHalfOfTheLimitIsUsed() {
        assertThat(mark(1024 * MB)).isEqualTo(Mark.NOTE);
        assertThat(mark(2100 * MB)).isEqualTo(Mark.WARNING);
    }

    @Test
    void saysThatALostSlotCannotGoOn() {
        KeptLog lost = new KeptLog(0, 0, OptionalLong.empty(), true);

        assertThat(lost.mark()).isEqualTo(Mark.FAILED);
        assertThat(lost.sentence()).contains("replication cannot go on");
    }

    private static Mark mark(long kept) {
        return KeptLog.of(List.of(measured(0, kept))).map(KeptLog::mark).orElseThrow();
    }

    private static List<ReplicationStatus> growing(int measurements, long step) {
        return IntStream.range(0, measurements)
                .mapToObj(index -> measured(index, index * step))
                .toList();
    }

    private static ReplicationStatus measured(int index, long kept) {
        ReplicationStatus status = Samples.measured(index, 0, Duration.ZERO, kept);
        assertThat(status.walStatus()).isEqualTo(Optional.of("reserved"));
        return status;
    }
}
