package dev.planetfall.ui.page;

import static dev.planetfall.ui.page.Story.MEGABYTE;
import static dev.planetfall.ui.page.Story.START;
import static dev.planetfall.ui.page.Story.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.TableCopy.State;
import dev.planetfall.migration.watch.CopyPace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class CopyPaceTest {
    private static final long GIGABYTE = 1_024 * MEGABYTE;

    @Test
    void knowsNothingWithoutMeasurements() {
        assertThat(CopyPace.of(List.of())).isEqualTo(new CopyPace(0, Optional.empty(), Duration.ZERO));
    }

    @Test
    void tellsOneRateAndANarrowRangeWhenBytesArriveEvenly() {
        CopyPace pace = CopyPace.of(measured(60, 100 * GIGABYTE, second -> second * 50 * MEGABYTE));

        assertThat(pace).isEqualTo(new CopyPace(50 * MEGABYTE, Optional.of("28-38 min"), Duration.ZERO));
    }

    @Test
    void widensTheRangeWhenTheRateChanges() {
        CopyPace pace = CopyPace.of(measured(120, 100 * GIGABYTE, second -> second * second * MEGABYTE));

        assertThat(pace.timeLeft()).contains("6-14 min");
    }

    @Test
    void speaksOfSecondsNearTheEnd() {
        assertThat(CopyPace.of(measured(60, 62 * MEGABYTE, second -> second * MEGABYTE))
                        .timeLeft())
                .contains("a few seconds");
        assertThat(CopyPace.of(measured(60, 100 * MEGABYTE, second -> second * MEGABYTE))
                        .timeLeft())
                .contains("35-45 s");
    }

    @Test
    void speaksOfHoursFarFromTheEnd() {
        assertThat(CopyPace.of(measured(60, 200 * GIGABYTE, second -> second * 10 * MEGABYTE))
                        .timeLeft())
                .contains("5-7 h");
    }

    @Test
    void takesNoRateFromOneMoment() {
        assertThat(CopyPace.of(measured(2, GIGABYTE, second -> second * MEGABYTE))
                        .timeLeft())
                .isEmpty();
    }

    @Test
    void measuresHowLongNothingArrived() {
        CopyPace pace = CopyPace.of(measured(90, GIGABYTE, second -> Math.min(second, 40) * MEGABYTE));

        assertThat(pace).isEqualTo(new CopyPace(0, Optional.empty(), Duration.ofSeconds(50)));
    }

    @Test
    void staysAtZeroWhenATableBeginsAgain() {
        CopyPace pace = CopyPace.of(measured(30, GIGABYTE, second -> (30 - second) * MEGABYTE));

        assertThat(pace.bytesPerSecond()).isZero();
    }

    @Test
    void countsAFinishedTableInFull() {
        ReplicationStatus status = Story.measured(
                        table("smaller_now", State.READY, 70, 100), table("half", State.COPYING, 30, 60))
                .status();

        assertThat(CopyPace.bytesDone(status)).isEqualTo(130);
    }

    /** One table, measured every two seconds. */
    private static List<ReplicationStatus> measured(int seconds, long total, LongUnaryOperator copiedAfter) {
        List<ReplicationStatus> measurements = new ArrayList<>();
        for (int second = 0; second <= seconds; second += 2) {
            measurements.add(Story.measured(table("t", State.COPYING, copiedAfter.applyAsLong(second), total))
                    .at(START.plusSeconds(second))
                    .status());
        }
        return measurements;
    }
}
