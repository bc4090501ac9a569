package dev.planetfall.ui.page;

import static dev.planetfall.ui.page.Story.MEGABYTE;
import static dev.planetfall.ui.page.Story.START;
import static dev.planetfall.ui.page.Story.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.TableCopy.State;
import dev.planetfall.ui.page.ReplicationFigures.Figure;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplicationFiguresTest {
    @Test
    void showsARunningCopy() {
        ReplicationStatus before = copying(100).status();
        ReplicationStatus now = copying(200)
                .at(START.plusSeconds(10))
                .wal(100 * MEGABYTE, 1_024 * MEGABYTE, "reserved")
                .status();

        assertThat(ReplicationFigures.of(now, List.of(before, now)))
                .isEqualTo(new ReplicationFigures(
                        new Figure("1 of 2", "1 still to come"),
                        new Figure("300 MB", "60 % of 500 MB"),
                        new Figure("10.0 MB/s", "15-25 s left"),
                        new Figure("400 ms", "4.00 kB waiting"),
                        new Figure("100 MB", "of 1.00 GB")));
    }

    @Test
    void showsThatEverythingIsThere() {
        ReplicationStatus now = Story.live().noLag().status();

        assertThat(ReplicationFigures.of(now, List.of(now)))
                .isEqualTo(new ReplicationFigures(
                        new Figure("2 of 2", "all of them"),
                        new Figure("100 MB", "100 % of 100 MB"),
                        new Figure("Done", "nothing left to copy"),
                        new Figure("-", "4.00 kB waiting"),
                        new Figure("16.0 MB", "no limit set")));
    }

    private static Story.Measured copying(long megabytes) {
        return Story.measured(
                table("big", State.COPYING, megabytes * MEGABYTE, 400 * MEGABYTE),
                table("small", State.READY, 90 * MEGABYTE, 100 * MEGABYTE));
    }
}
