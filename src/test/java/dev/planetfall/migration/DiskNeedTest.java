package dev.planetfall.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.postgres.Lsn;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiskNeedTest {
    private static final long MB = 1L << 20;
    private static final long GB = 1L << 30;

    @Test
    void asksForHalfAsMuchAgain() {
        assertThat(unwatched(60 * GB, 40 * GB, 10 * GB).recommendedGigabytes()).isEqualTo(150);
    }

    @Test
    void asksForTwiceAsMuchWhereIndexesAreLargerThanTables() {
        DiskNeed need = unwatched(40 * GB, 60 * GB, 10 * GB);

        assertThat(need.minimumPercent()).isEqualTo(200);
        assertThat(need.recommendedGigabytes()).isEqualTo(200);
    }

    @Test
    void asksForRoomToBuildTheIndexesOfOneLargeTable() {
        // 100 + 100 + 15, and then the next round figure.
        assertThat(unwatched(60 * GB, 40 * GB, 100 * GB).recommendedGigabytes()).isEqualTo(250);
    }

    @Test
    void asksForNoLessThanTheSmallestDisk() {
        assertThat(unwatched(1, 1, 2).recommendedGigabytes()).isEqualTo(10);
    }

    @Test
    void countsWhatTheSourceWritesUntilTheApplicationMoves() {
        DiskSize size = new DiskSize(60 * GB, 40 * GB, 10 * GB);
        WriteRate rate = new WriteRate(Duration.ofMinutes(1), 600 * MB, 10 * MB);

        DiskNeed need = new DiskNeed(size, Optional.of(rate));

        assertThat(need.copyTime()).isEqualTo(Duration.ofSeconds(4_097));
        assertThat(need.logWhileCopying()).isEqualTo(40_970 * MB);
        assertThat(need.growthPerDay()).isEqualTo(14_400 * MB);
        // 100 + 25 of workspace + 40 of log + 98 in a week.
        assertThat(need.recommendedGigabytes()).isEqualTo(300);
    }

    @Test
    void takesTheRateFromTwoSamples() {
        WriteRate.Sample first = new WriteRate.Sample(Lsn.parse("1/0"), 5_000);
        WriteRate.Sample last = new WriteRate.Sample(Lsn.parse("1/3E8"), 4_000);

        WriteRate rate = WriteRate.between(first, last, Duration.ofSeconds(10));

        assertThat(rate).isEqualTo(new WriteRate(Duration.ofSeconds(10), 1_000, -1_000));
        assertThat(rate.logBytesIn(Duration.ofSeconds(60))).isEqualTo(6_000);
        assertThat(rate.growthIn(Duration.ofDays(1))).isZero();
    }

    private static DiskNeed unwatched(long data, long indexes, long largest) {
        return new DiskNeed(new DiskSize(data, indexes, largest), Optional.empty());
    }
}
