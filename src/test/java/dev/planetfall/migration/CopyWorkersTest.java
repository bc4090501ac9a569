package dev.planetfall.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.migration.CopyWorkers.Place;
import org.junit.jupiter.api.Test;

class CopyWorkersTest {
    private static final long GIGABYTE = 1L << 30;

    @Test
    void asksForASettingThatNeedsNoRestart() {
        assertThat(new CopyWorkers(6, 2, "max_sync_workers_per_subscription", 2, 6, Place.TARGET, GIGABYTE).sentence())
                .contains(
                        "2 of 6 wanted copies run because max_sync_workers_per_subscription is 2 on PlanetScale. Raise it to 6"
                                + " in the cluster's parameters; it takes effect without a restart.");
        assertThat(new CopyWorkers(4, 1, "max_sync_workers_per_subscription", 1, 4, Place.TARGET, GIGABYTE).sentence())
                .contains(
                        "1 of 4 wanted copies runs because max_sync_workers_per_subscription is 1 on PlanetScale. Raise it to 4"
                                + " in the cluster's parameters; it takes effect without a restart.");
    }

    @Test
    void saysWhatARestartWouldCost() {
        assertThat(new CopyWorkers(4, 2, "max_worker_processes", 8, 10, Place.TARGET_RESTART, GIGABYTE).sentence())
                .contains(
                        "2 of 4 wanted copies run because max_worker_processes is 8 on PlanetScale, where others use workers,"
                                + " too. Raise it to 10 in the cluster's parameters only if most is still to be copied: PlanetScale"
                                + " restarts, and the tables that are being copied begin again.");
        assertThat(new CopyWorkers(4, 3, "max_wal_senders", 10, 11, Place.SOURCE, GIGABYTE).sentence())
                .contains(
                        "3 of 4 wanted copies run because max_wal_senders is 10 on the source, where others use some, too. End"
                                + " what others replicate there if nobody needs it. A higher value, 11, takes a restart of the source.");
    }

    @Test
    void saysThatNothingIsCopied() {
        assertThat(new CopyWorkers(1, 0, "max_sync_workers_per_subscription", 0, 1, Place.TARGET, 0).sentence())
                .contains(
                        "No table can be copied because max_sync_workers_per_subscription is 0 on PlanetScale. Raise it to 1 in"
                                + " the cluster's parameters; it takes effect without a restart.");
    }

    @Test
    void saysNothingWhereNothingWouldBeGained() {
        assertThat(new CopyWorkers(4, 4, "max_wal_senders", 10, 10, Place.SOURCE, GIGABYTE).sentence())
                .isEmpty();
        assertThat(new CopyWorkers(4, 1, "max_sync_workers_per_subscription", 1, 4, Place.TARGET, 1 << 20).sentence())
                .isEmpty();
    }
}
