package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Listing;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Whether replication slots that nobody reads keep log on the source. They do so until its disk is full, and a migration that
 * writes log of its own brings that day nearer.
 *
 * @see <a href="https://www.postgresql.org/docs/current/view-pg-replication-slots.html">pg_replication_slots</a>
 */
final class IdleSlotsCheck implements ReplicationCheck {
    /** Less than this is no matter on any disk. */
    private static final long MUCH = 1L << 30;

    private static final String IDLE = """
            SELECT slot_name, database, %s AS status, %s AS seconds,
                   coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn), 0)::bigint AS kept
            FROM pg_replication_slots
            WHERE NOT active AND NOT temporary
              AND NOT (strpos(slot_name, ?) = 1 AND database IS NOT DISTINCT FROM current_database())
            ORDER BY kept DESC, 1
            """;

    private final long much;

    IdleSlotsCheck() {
        this(MUCH);
    }

    /** @param much bytes of kept log that are worth a warning */
    IdleSlotsCheck(long much) {
        this.much = much;
    }

    @Override
    public CheckName name() {
        return new CheckName(
                "idle-slots",
                Messages.text("check.idle-slots.replication-slots-that-nobody-reads"),
                CheckGroup.REPLICATION_SETTINGS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        List<Slot> idle = context.source().withReadOnlySession(IdleSlotsCheck::idle);
        findings.accept(
                idle.isEmpty()
                        ? Finding.passed(id(), Messages.text("check.idle-slots.every-replication-slot-of-others"))
                        : judge(idle));
    }

    private static List<Slot> idle(Session session) {
        ServerVersion version = new Catalog(session).version();
        String status = version.isAtLeast(13) ? "wal_status" : "NULL::text";
        String seconds = version.isAtLeast(17) ? "extract(epoch FROM now() - inactive_since)::bigint" : "NULL::bigint";
        return session.query(
                IDLE.formatted(status, seconds),
                row -> new Slot(
                        row.text("slot_name"),
                        row.optionalText("database").orElse(Messages.text("check.idle-slots.no-database")),
                        row.number("kept"),
                        row.optionalText("status"),
                        row.optionalNumber("seconds")),
                ReplicationNames.PREFIX);
    }

    private Finding judge(List<Slot> idle) {
        long kept = idle.stream().mapToLong(Slot::kept).max().orElse(0);
        String sentence = Messages.plural(
                "check.idle-slots.nobody-reads-replication-slots-of",
                idle.size(),
                Listing.of(idle.stream().map(Slot::name).toList()));
        String advice = Messages.text(
                idle.size() == 1
                        ? "check.idle-slots.the-source-keeps-of-log"
                        : "check.idle-slots.the-source-keeps-of-log-for",
                Quantities.bytes(kept));
        Finding finding = kept >= much ? Finding.warning(id(), sentence, advice) : Finding.note(id(), sentence, advice);
        return finding.withDetails(idle.stream().map(Slot::toString).toList());
    }

    private record Slot(String name, String database, long kept, Optional<String> status, OptionalLong secondsUnused) {
        @Override
        public String toString() {
            String state = status.filter("lost"::equals).isPresent()
                    ? Messages.text("check.idle-slots.lost-its-log-already-so")
                    : Messages.text(
                            "check.idle-slots.keeps-of-log",
                            Quantities.bytes(kept),
                            status.filter("unreserved"::equals)
                                    .map(unreserved -> Messages.text("check.idle-slots.and-will-lose-it-soon"))
                                    .orElse(""));
            String since = secondsUnused.isPresent()
                    ? Messages.text(
                            "check.idle-slots.unused-for",
                            Quantities.duration(Duration.ofSeconds(secondsUnused.getAsLong())))
                    : "";
            return Messages.text("check.idle-slots.of", name, database, state, since);
        }
    }
}
