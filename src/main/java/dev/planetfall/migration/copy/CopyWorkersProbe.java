package dev.planetfall.migration.copy;

import dev.planetfall.migration.CopyWorkers;
import dev.planetfall.migration.CopyWorkers.Place;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.ReplicationWorkers;
import dev.planetfall.postgres.Session;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Measures how many tables a subscription may copy at a time. Changes nothing: settings of a server are a superuser's. */
final class CopyWorkersProbe {
    /** @param taken by others than the copies of this subscription */
    private record Limit(String setting, long value, long taken, Place place) {
        long possible() {
            return Math.max(0, value - taken);
        }
    }

    private CopyWorkersProbe() {}

    /** Empty once no table is left to be copied. */
    static Optional<CopyWorkers> measure(
            SourceLook source, Session target, Identifier subscription, List<TableCopy> tables) {
        List<TableCopy> left =
                tables.stream().filter(CopyWorkersProbe::isUncopied).toList();
        if (left.isEmpty()) {
            return Optional.empty();
        }
        ReplicationWorkers workers = ReplicationWorkers.of(target, subscription);
        long copies = workers.copying();
        List<Limit> limits = limits(source, workers, copies);
        return Optional.of(judge(wanted(left, workers.useful()), limits, left));
    }

    /** Where two allow as few, the one that is harder to change, as the other alone would not help. */
    private static CopyWorkers judge(long wanted, List<Limit> limits, List<TableCopy> left) {
        Limit least =
                limits.stream().min(Comparator.comparingLong(Limit::possible)).orElseThrow();
        long reach = limits.stream()
                .filter(limit -> !limit.equals(least))
                .mapToLong(Limit::possible)
                .min()
                .orElse(wanted);
        long sought = least.place() == Place.TARGET ? Math.min(wanted, reach) : wanted;
        return new CopyWorkers(
                wanted,
                least.possible(),
                least.setting(),
                least.value(),
                least.taken() + sought,
                least.place(),
                left.stream()
                        .filter(table -> table.state() == TableCopy.State.WAITING)
                        .mapToLong(TableCopy::bytesTotal)
                        .sum());
    }

    private static List<Limit> limits(SourceLook source, ReplicationWorkers workers, long copies) {
        return List.of(
                new Limit(
                        "max_worker_processes", workers.processes(), workers.working() - copies, Place.TARGET_RESTART),
                new Limit(
                        "max_logical_replication_workers",
                        workers.replication(),
                        workers.replicating() - copies,
                        Place.TARGET_RESTART),
                new Limit("max_wal_senders", source.senders(), source.sending() - copies, Place.SOURCE),
                new Limit("max_replication_slots", source.slots(), source.slotsTaken() - copies, Place.SOURCE),
                new Limit("max_sync_workers_per_subscription", workers.sync(), 0, Place.TARGET));
    }

    /** The largest table takes its time, whatever is copied beside it. */
    private static long wanted(List<TableCopy> left, long useful) {
        long largest = left.stream().mapToLong(TableCopy::bytesTotal).max().orElse(0);
        long all = left.stream().mapToLong(TableCopy::bytesTotal).sum();
        long beside = largest == 0 ? 1 : (all + largest - 1) / largest;
        return Math.min(Math.min(left.size(), useful), beside);
    }

    private static boolean isUncopied(TableCopy table) {
        return !table.state().isCopied();
    }
}
