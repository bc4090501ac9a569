package dev.planetfall.migration.watch;

import dev.planetfall.migration.SessionName;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Session;
import java.time.Duration;
import java.util.List;

/** Asks the source for {@link SourceFacts}: two short statements, whatever the number of tables and sessions. */
public final class SourceFactsProbe {
    private static final String SLOTS = """
            SELECT current_setting('max_replication_slots')::int - (SELECT count(*) FROM pg_replication_slots) AS free_slots,
                   current_setting('max_wal_senders')::int - (SELECT count(*) FROM pg_stat_replication) AS free_senders,
                   EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = ?) AS slot_exists,
                   EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = ? AND active) AS slot_active
            """;

    /** Who may not see a session sees no beginning of its transaction either. */
    private static final String TRANSACTIONS = """
            SELECT pid::bigint AS pid, application_name AS application, usename AS role,
                   state LIKE 'idle in transaction%%' AS idle, backend_xid IS NOT NULL AS holds_log,
                   extract(epoch FROM clock_timestamp() - xact_start)::bigint AS age,
                   extract(epoch FROM clock_timestamp() - state_change)::bigint AS idle_for
            FROM pg_stat_activity
            WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
              AND (backend_xid IS NOT NULL OR backend_xmin IS NOT NULL OR state LIKE 'idle in transaction%%')
              AND xact_start < clock_timestamp() - %d * interval '1 second'
            ORDER BY xact_start LIMIT 5
            """;

    private SourceFactsProbe() {}

    /** @param longest transactions older than this are told */
    public static SourceFacts ask(Session source, Identifier slot, Duration longest) {
        List<LongTransaction> transactions = source.query(
                TRANSACTIONS.formatted(longest.toSeconds()),
                row -> new LongTransaction(
                        row.number("pid"),
                        SessionName.of(row.optionalText("application"), row.optionalText("role"))
                                .orElse(""),
                        row.flag("idle"),
                        Duration.ofSeconds(row.number("age")),
                        Duration.ofSeconds(row.number("idle_for")),
                        row.flag("holds_log")));
        return source.queryOne(
                SLOTS,
                row -> new SourceFacts(
                        row.flag("slot_exists"),
                        row.flag("slot_active"),
                        row.number("free_slots"),
                        row.number("free_senders"),
                        transactions),
                slot,
                slot);
    }
}
