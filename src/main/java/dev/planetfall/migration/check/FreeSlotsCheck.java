package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Whether the source has a replication slot and a WAL sender left for the subscription and for each table that is copied
 * at the same time. With one too few, the copy of a table fails and the subscription stops.
 */
final class FreeSlotsCheck implements ReplicationCheck {
    /** PostgreSQL's own default, taken when the target does not tell. */
    private static final long DEFAULT_SYNC_WORKERS = 2;

    @Override
    public CheckName name() {
        return new CheckName(
                "free-slots",
                Messages.text("check.free-slots.free-replication-slots-and-wal"),
                CheckGroup.REPLICATION_SETTINGS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Identifier own = context.plan().names().slot();
        long needed = 1 + syncWorkers(context);
        Uses slots = context.source().withReadOnlySession(session -> slots(session, own));
        Uses senders = context.source().withReadOnlySession(session -> senders(session, own));
        List<String> used =
                Stream.concat(slots.users().stream(), senders.users().stream()).toList();
        List<String> lacks = new ArrayList<>();
        if (slots.free() < needed) {
            lacks.add(lack(slots, "check.free-slots.free-replication-slots", "max_replication_slots"));
        }
        if (senders.free() < needed) {
            lacks.add(lack(senders, "check.free-slots.free-wal-senders", "max_wal_senders"));
        }
        findings.accept(
                lacks.isEmpty()
                        ? Finding.passed(
                                id(),
                                Messages.text(
                                        "check.free-slots.the-source-has-and-of",
                                        Messages.plural("count.free-replication-slot", slots.free()),
                                        Messages.plural("count.free-wal-sender", senders.free()),
                                        needed))
                        : Finding.blocker(
                                        id(),
                                        Messages.text(
                                                "check.free-slots.the-source-has-but-are",
                                                String.join(Messages.text("check.free-slots.and"), lacks),
                                                needed),
                                        Messages.text("check.free-slots.drop-what-is-no-longer"))
                                .withDetails(used));
    }

    private static String lack(Uses uses, String key, String setting) {
        return Messages.plural(key, uses.free(), setting, uses.limit());
    }

    private static long syncWorkers(MigrationContext context) {
        try {
            return context.target()
                    .withReadOnlySession(session -> new Catalog(session).setting("max_sync_workers_per_subscription"))
                    .map(Long::parseLong)
                    .orElse(DEFAULT_SYNC_WORKERS);
        } catch (DatabaseException e) {
            return DEFAULT_SYNC_WORKERS;
        }
    }

    /** All slots but those of this migration, which it needs anyway. */
    private static Uses slots(Session session, Identifier own) {
        List<String> users = session.query(
                """
                SELECT slot_name, database, active,
                       coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)::bigint AS kept
                FROM pg_replication_slots s
                WHERE slot_name <> ? AND slot_name <> ? AND NOT EXISTS (SELECT FROM pg_stat_replication r
                    WHERE r.pid = s.active_pid AND r.application_name = ?)
                ORDER BY 1
                """,
                row -> Messages.text(
                        row.flag("active")
                                ? "check.free-slots.replication-slot-of-in-use"
                                : "check.free-slots.replication-slot-of-not-in",
                        row.text("slot_name"),
                        row.optionalText("database").orElse(Messages.text("check.free-slots.no-database")),
                        Quantities.bytes(row.number("kept"))),
                own,
                own.name() + OutputPluginCheck.PROBE_SUFFIX,
                own);
        return new Uses(limit(session, "max_replication_slots"), users);
    }

    /** A role that may not see who they are still sees that they are there. */
    private static Uses senders(Session session, Identifier own) {
        List<String> users = session.query(
                """
                SELECT pid, application_name AS application,
                       host(client_addr) AS address
                FROM pg_stat_replication WHERE application_name IS DISTINCT FROM ? ORDER BY 1
                """,
                row -> Messages.text(
                        "check.free-slots.wal-sender-for-at-address",
                        row.number("pid"),
                        row.optionalText("application").orElse(Messages.text("check.free-slots.not-named")),
                        row.optionalText("address").orElse(Messages.text("check.free-slots.unknown"))),
                own);
        return new Uses(limit(session, "max_wal_senders"), users);
    }

    private static long limit(Session session, String setting) {
        return new Catalog(session).setting(setting).map(Long::parseLong).orElse(0L);
    }

    private record Uses(long limit, List<String> users) {
        long free() {
            return Math.max(0, limit - users.size());
        }
    }
}
