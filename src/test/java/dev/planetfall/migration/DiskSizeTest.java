package dev.planetfall.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiskSizeTest {
    private static final long GB = 1L << 30;

    @Test
    void asksForHalfAsMuchAgain() {
        assertThat(new DiskSize(60 * GB, 40 * GB, 10 * GB).recommendedGigabytes())
                .isEqualTo(150);
    }

    @Test
    void asksForRoomToBuildTheIndexesOfOneLargeTable() {
        DiskSize size = new DiskSize(60 * GB, 40 * GB, 100 * GB);
        assertThat(size.recommendedGigabytes()).isEqualTo(100 + 100 + 15);
    }

    @Test
    void asksForNoLessThanTheSmallestDisk() {
        assertThat(new DiskSize(1, 1, 2).recommendedGigabytes()).isEqualTo(10);
    }
}
