package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.DiskNeed;
import dev.planetfall.migration.DiskSize;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationEvent.WritesMeasured;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.WriteRate;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Whether the source keeps enough log for the whole copy, by watching how much it writes. A slot that falls back behind the
 * source's limit is given up, and the copy must begin again.
 *
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-replication.html">max_slot_wal_keep_size</a>
 */
final class LogRetentionCheck implements ReplicationCheck {
    /** Beyond this share of the limit an estimate is too near to it. */
    private static final double NEAR = 0.5;

    /** Less than this is no matter on any disk. */
    private static final long LITTLE = 1L << 30;

    private static final long MEGABYTE = 1L << 20;

    @Override
    public CheckName name() {
        return new CheckName(
                "log-retention", Messages.text("check.log-retention.log-that-the-source-keeps"), CheckGroup.CAPACITY);
    }

    /** It watches for a minute. */
    @Override
    public Duration timeLimit() {
        return Duration.ofMinutes(12);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        WriteRate rate = watch(context);
        context.report(new WritesMeasured(context.clock().instant(), rate));
        context.source().withReadOnlySession(session -> {
            DiskSize size = DiskSize.of(new Catalog(session)
                    .tables().stream()
                            .filter(table -> context.plan().scope().includes(table.name()))
                            .toList());
            findings.accept(judge(new DiskNeed(size, Optional.of(rate)), rate, limit(session)));
            idleLimit(session).ifPresent(time -> findings.accept(idle(time)));
            return true;
        });
    }

    private static WriteRate watch(MigrationContext context) {
        Instant begun = context.clock().instant();
        WriteRate.Sample first = sample(context);
        context.pause(context.plan().sampleTime());
        WriteRate.Sample last = sample(context);
        return WriteRate.between(
                first, last, Duration.between(begun, context.clock().instant()));
    }

    /** In a session of its own: one that rests for a minute may be ended by the server. */
    private static WriteRate.Sample sample(MigrationContext context) {
        return context.source()
                .withReadOnlySession(session -> session.queryOne(
                        "SELECT pg_current_wal_lsn()::text AS position,"
                                + " pg_database_size(current_database()) AS bytes",
                        row -> new WriteRate.Sample(row.lsn("position"), row.number("bytes"))));
    }

    private Finding judge(DiskNeed need, WriteRate rate, Optional<Long> limit) {
        long kept = need.logWhileCopying();
        String measured = Messages.text(
                "check.log-retention.the-source-writes-about-of",
                Quantities.bytes(rate.logBytesIn(Duration.ofHours(1))),
                Quantities.duration(rate.over()),
                Quantities.duration(need.copyTime()),
                Quantities.bytes(kept));
        if (limit.isPresent() && kept > limit.get() * NEAR) {
            return Finding.warning(
                    id(),
                    Messages.text(
                            "check.log-retention.and-gives-the-migration-up", measured, Quantities.bytes(limit.get())),
                    Messages.text("check.log-retention.raise-max-slot-wal-keep"));
        }
        if (limit.isEmpty() && kept > LITTLE) {
            return Finding.warning(id(), measured + ".", Messages.text("check.log-retention.the-source-sets-no-limit"));
        }
        return Finding.passed(
                id(),
                measured
                        + limit.map(bytes -> Messages.text("check.log-retention.it-may-keep", Quantities.bytes(bytes)))
                                .orElse("")
                        + ".");
    }

    private Finding idle(Duration time) {
        return Finding.warning(
                id(),
                Messages.text("check.log-retention.the-source-gives-a-replication", Quantities.duration(time)),
                Messages.text("check.log-retention.do-not-pause-the-migration"));
    }

    /** In bytes; empty when log is kept without limit. Servers before version 13 know no limit. */
    private static Optional<Long> limit(Session session) {
        return new Catalog(session)
                .setting("max_slot_wal_keep_size")
                .map(Long::parseLong)
                .filter(megabytes -> megabytes >= 0)
                .map(megabytes -> megabytes * MEGABYTE);
    }

    /** Since version 18. */
    private static Optional<Duration> idleLimit(Session session) {
        return session.queryFirst(
                        "SELECT extract(epoch FROM (setting || unit)::interval)::bigint AS seconds FROM pg_settings"
                                + " WHERE name = 'idle_replication_slot_timeout'",
                        row -> row.number("seconds"))
                .filter(seconds -> seconds > 0)
                .map(Duration::ofSeconds);
    }
}
