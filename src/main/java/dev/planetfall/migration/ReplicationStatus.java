package dev.planetfall.migration;

import dev.planetfall.postgres.Lsn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Replication as measured at one moment.
 *
 * @param tables by name
 * @param lagBytes log written on the source and not yet confirmed by the target; empty before the slot exists
 * @param lagTime age of the newest heartbeat seen on the target, by the source's clock alone
 * @param walKept bytes of log the source keeps for this migration
 * @param walLimit bytes after which the source gives the slot up; empty when it never does
 * @param targetBytes size of the target's database, measured now and then; empty before the first time
 * @param applyErrors since the subscription was made; 0 before version 15, which does not count them
 * @param workers while tables are copied by the subscription
 * @param confirmed up to where the target has confirmed the source's log; empty before the slot exists
 * @param enabled false when the subscription was disabled, by a person or by an error
 */
public record ReplicationStatus(
        Instant at,
        List<TableCopy> tables,
        OptionalLong lagBytes,
        Optional<Duration> lagTime,
        long walKept,
        OptionalLong walLimit,
        Optional<String> walStatus,
        OptionalLong targetBytes,
        long applyErrors,
        long copyErrors,
        boolean enabled,
        Optional<CopyWorkers> workers,
        Optional<Lsn> confirmed) {
    /** How far the target may be behind when the last changes are waited for with writers stopped. */
    public static final Duration SMALL_LAG = Duration.ofSeconds(10);

    public ReplicationStatus {
        tables = SummedTables.of(tables);
    }

    /** The same but for the tables, which were measured anew. */
    public ReplicationStatus withTables(Instant newAt, List<TableCopy> newTables) {
        return new ReplicationStatus(
                newAt,
                newTables,
                lagBytes,
                lagTime,
                walKept,
                walLimit,
                walStatus,
                targetBytes,
                applyErrors,
                copyErrors,
                enabled,
                workers,
                confirmed);
    }

    /** What keeps the copy from being quicker and what to do, for people; empty when nothing does. */
    public Optional<String> workersSentence() {
        return workers.flatMap(CopyWorkers::sentence);
    }

    /** The source has thrown away log that the target needs. */
    public boolean isSlotLost() {
        return walStatus.filter("lost"::equals).isPresent();
    }

    /** The source may throw away log that the target needs at its next checkpoint. */
    public boolean isLogUnreserved() {
        return walStatus.filter("unreserved"::equals).isPresent();
    }

    /** Whether the newest heartbeat seen on the target is young enough to cut over. Unknown is not. */
    public boolean isLagSmall() {
        return lagTime.filter(lag -> lag.compareTo(SMALL_LAG) <= 0).isPresent();
    }

    /** Of both kinds, since the subscription was made. */
    public long errors() {
        return applyErrors + copyErrors;
    }

    public boolean allTablesLive() {
        return tablesIn(TableCopy.State.READY) == tables.size();
    }

    /** Those whose rows are not all there. */
    public long tablesToCopy() {
        return tablesIn(TableCopy.State.WAITING) + tablesIn(TableCopy.State.COPYING);
    }

    public long tablesIn(TableCopy.State state) {
        return SummedTables.of(tables).in(state);
    }

    public long bytesCopied() {
        return SummedTables.of(tables).bytesCopied();
    }

    public long bytesTotal() {
        return SummedTables.of(tables).bytesTotal();
    }
}
