package dev.planetfall.postgres;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A replication slot: the source's promise to keep log for one subscriber.
 *
 * @param walKept bytes of log the source keeps because of this slot; 0 when the slot is lost
 * @param safeWalSize bytes that may still be written before the slot is in danger; empty where no limit is set
 * @param walStatus {@code reserved}, {@code extended}, {@code unreserved} or {@code lost}; empty before version 13
 * @see <a href="https://www.postgresql.org/docs/current/view-pg-replication-slots.html">pg_replication_slots</a>
 */
public record ReplicationSlot(
        Identifier name,
        boolean active,
        Optional<Lsn> confirmedFlush,
        long walKept,
        OptionalLong safeWalSize,
        Optional<String> walStatus) {
    public boolean isLost() {
        return walStatus.filter("lost"::equals).isPresent();
    }
}
