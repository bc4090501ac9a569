package dev.planetfall.migration.check;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whether the source has room for the subscription and its copying workers: each takes a slot and a walsender of its own,
 * one for the changes and one for every table copied at the same time.
 */
final class FreeSlotsCheck implements Check {
    @Override
    public String id() {
        return "free-slots";
    }

    @Override
    public String title() {
        return "Free replication slots and senders";
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        long needed = 1
                + setting(context.target()
                        .withReadOnlySession(session -> new Catalog(session)
                                .setting("max_sync_workers_per_subscription")
                                .orElse("2")));
        findings.accept(context.source().withReadOnlySession(session -> judge(context, session, needed)));
    }

    private Finding judge(MigrationContext context, Session session, long needed) {
        Catalog catalog = new Catalog(session);
        if (catalog.slot(context.plan().names().slot()).isPresent()) {
            return Finding.passed(id(), "This migration has its replication slot already.");
        }
        long slots = setting(catalog.setting("max_replication_slots").orElse("0"))
                - count(session, "SELECT count(*) AS n FROM pg_replication_slots");
        long senders = setting(catalog.setting("max_wal_senders").orElse("0"))
                - count(session, "SELECT count(*) AS n FROM pg_stat_replication");
        String have =
                "The source has %d free replication slots and %d free senders; this migration uses up to %d of each."
                        .formatted(slots, senders, needed);
        long free = Math.min(slots, senders);
        if (free >= needed) {
            return Finding.passed(id(), have);
        }
        String advice = "Raise max_replication_slots and max_wal_senders, or drop slots that nobody needs.";
        Finding finding = free < 2
                ? Finding.blocker(id(), have + " It needs 2 at least.", advice)
                : Finding.warning(id(), have + " Fewer tables will be copied at the same time.", advice);
        return finding.withDetails(inUse(session));
    }

    private static List<String> inUse(Session session) {
        return session.query(
                "SELECT 'Slot ' || slot_name || CASE WHEN active THEN ', in use' ELSE ', idle' END AS line"
                        + " FROM pg_replication_slots ORDER BY 1",
                row -> row.text("line"));
    }

    private static long count(Session session, String sql) {
        return session.queryOne(sql, row -> row.number("n"));
    }

    private static long setting(String value) {
        return Long.parseLong(value);
    }
}
