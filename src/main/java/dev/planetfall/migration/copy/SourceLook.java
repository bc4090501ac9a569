package dev.planetfall.migration.copy;

import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Lsn;
import dev.planetfall.postgres.Row;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.Session;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the monitor wants to know of the source, in one statement.
 *
 * @param now by the source's clock
 * @param end of its log
 * @param confirmed up to where the subscriber has confirmed the log; empty before the slot exists
 * @param walKept bytes of log that it keeps for the slot; 0 without one
 * @param walLimit bytes of log after which it gives the slot up; empty when it never does
 * @param sending sessions that send log to anybody
 * @param slotsTaken slots of anybody
 */
record SourceLook(
        Instant now,
        Lsn end,
        Optional<Lsn> confirmed,
        long walKept,
        OptionalLong walLimit,
        Optional<String> walStatus,
        long senders,
        long slots,
        long sending,
        long slotsTaken) {

    static SourceLook at(Session source, ServerVersion version, Identifier slot) {
        return source.queryOne(
                """
                SELECT clock_timestamp() AS now, pg_current_wal_lsn()::text AS log_end,
                       s.confirmed_flush_lsn::text AS confirmed,
                       coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), s.restart_lsn), 0)::bigint AS kept, %s,
                       current_setting('max_wal_senders')::int AS senders,
                       current_setting('max_replication_slots')::int AS slots,
                       (SELECT count(*) FROM pg_stat_replication) AS sending,
                       (SELECT count(*) FROM pg_replication_slots) AS slots_taken
                FROM (SELECT 1) AS one LEFT JOIN pg_replication_slots s ON s.slot_name = ?
                """.formatted(
                                version.isAtLeast(13)
                                        ? "s.safe_wal_size, s.wal_status"
                                        : "NULL::bigint AS safe_wal_size, NULL::text AS wal_status"),
                SourceLook::read,
                slot);
    }

    private static SourceLook read(Row row) {
        OptionalLong safe = row.optionalNumber("safe_wal_size");
        long kept = row.number("kept");
        return new SourceLook(
                row.optionalInstant("now").orElse(Instant.EPOCH),
                row.lsn("log_end"),
                row.optionalLsn("confirmed"),
                kept,
                safe.isPresent() ? OptionalLong.of(kept + safe.getAsLong()) : OptionalLong.empty(),
                row.optionalText("wal_status"),
                row.number("senders"),
                row.number("slots"),
                row.number("sending"),
                row.number("slots_taken"));
    }

    OptionalLong lagBytes() {
        return confirmed
                .map(flushed -> OptionalLong.of(Math.max(0, end.bytesSince(flushed))))
                .orElse(OptionalLong.empty());
    }
}
