package dev.planetfall.migration.copy;

import dev.planetfall.migration.CopyWorkers;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.ReplicationSlot;
import dev.planetfall.postgres.Row;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Measures replication once, from one session on each server. Lag in seconds is measured with the source's clock alone: a
 * heartbeat is written on the source, and its age is read on the source when the target shows it, so that clocks that
 * differ between machines do no harm. Used by one thread.
 */
public final class ReplicationProbe {
    /** How long one measurement waits for its heartbeat; what is slower than this is measured by the age of an older one. */
    private static final Duration HEARTBEAT_PATIENCE = Duration.ofMillis(400);

    private static final Duration HEARTBEAT_POLL = Duration.ofMillis(10);

    private static final Duration TARGET_SIZE_PERIOD = Duration.ofSeconds(20);

    private final MigrationPlan plan;
    private final Clock clock;
    private Instant targetMeasuredAt = Instant.EPOCH;
    private OptionalLong targetBytes = OptionalLong.empty();

    public ReplicationProbe(MigrationPlan plan, Clock clock) {
        this.plan = plan;
        this.clock = clock;
    }

    /** Empty while there is neither a subscription nor a copy that this program makes. */
    public Optional<ReplicationStatus> measure(Session source, Session target) {
        ServerVersion targetVersion = new Catalog(target).version();
        return subscription(target, targetVersion)
                .map(subscription -> status(
                        source,
                        target,
                        tables(source, target, subscription.oid()),
                        subscription,
                        subscription.enabled() ? lagTime(source, target) : lagByOldBeat(source, target)))
                .or(() -> copying(source, target));
    }

    private Optional<ReplicationStatus> copying(Session source, Session target) {
        List<TableCopy> tables = LedgerStatus.tables(plan, target);
        return tables.isEmpty()
                ? Optional.empty()
                : Optional.of(status(source, target, tables, SubscriptionRow.NOT_YET, Optional.empty()));
    }

    /** What this program copies itself needs none of the servers' workers. */
    private Optional<CopyWorkers> workers(Session source, Session target, List<TableCopy> tables) {
        return plan.method() == Method.LOGICAL_REPLICATION
                ? CopyWorkersProbe.measure(source, target, plan.names().subscription(), tables)
                : Optional.empty();
    }

    private ReplicationStatus status(
            Session source,
            Session target,
            List<TableCopy> tables,
            SubscriptionRow subscription,
            Optional<Duration> lagTime) {
        Optional<ReplicationSlot> slot = new Catalog(source).slot(plan.names().slot());
        OptionalLong lag = slot.flatMap(ReplicationSlot::confirmedFlush)
                .map(flushed -> OptionalLong.of(
                        Math.max(0, new Catalog(source).currentLsn().bytesSince(flushed))))
                .orElse(OptionalLong.empty());
        OptionalLong limit = slot.map(ReplicationSlot::safeWalSize)
                .filter(OptionalLong::isPresent)
                .map(safe -> OptionalLong.of(slot.get().walKept() + safe.getAsLong()))
                .orElse(OptionalLong.empty());
        return new ReplicationStatus(
                clock.instant(),
                tables,
                lag,
                lagTime,
                slot.map(ReplicationSlot::walKept).orElse(0L),
                limit,
                slot.flatMap(ReplicationSlot::walStatus),
                targetBytes(target),
                subscription.applyErrors(),
                subscription.copyErrors(),
                subscription.enabled(),
                workers(source, target, tables));
    }

    /** Looks at every file of the database, so not at every measurement. */
    private OptionalLong targetBytes(Session target) {
        Instant now = clock.instant();
        if (targetMeasuredAt.plus(TARGET_SIZE_PERIOD).isBefore(now)) {
            targetMeasuredAt = now;
            targetBytes = OptionalLong.of(target.queryOne(
                    "SELECT pg_database_size(current_database()) AS bytes", row -> row.number("bytes")));
        }
        return targetBytes;
    }

    /** The tables alone, by name: cheaper than {@link #measure}. Empty while there is no subscription. */
    public List<TableCopy> tables(Session source, Session target) {
        return subscription(target, new Catalog(target).version())
                .map(subscription -> tables(source, target, subscription.oid()))
                .orElse(List.of());
    }

    /** Whether the subscription exists and is disabled, by a person or by an error. */
    public boolean isStopped(Session target) {
        return subscription(target, new Catalog(target).version())
                .filter(subscription -> !subscription.enabled())
                .isPresent();
    }

    /** Errors since the subscription was made; 0 without one and before version 15, which does not count them. */
    public long errors(Session target) {
        return subscription(target, new Catalog(target).version())
                .map(subscription -> subscription.applyErrors() + subscription.copyErrors())
                .orElse(0L);
    }

    private Optional<SubscriptionRow> subscription(Session target, ServerVersion version) {
        String errors = version.isAtLeast(15)
                ? "(SELECT apply_error_count FROM pg_stat_subscription_stats t WHERE t.subid = s.oid) AS apply_errors,"
                        + " (SELECT sync_error_count FROM pg_stat_subscription_stats t WHERE t.subid = s.oid) AS copy_errors"
                : "0 AS apply_errors, 0 AS copy_errors";
        return target.queryFirst(
                "SELECT s.oid::bigint AS oid, s.subenabled AS enabled, " + errors
                        + " FROM pg_subscription s WHERE s.subname = ? AND " + Subscription.OF_THIS_DATABASE,
                row -> new SubscriptionRow(
                        row.number("oid"),
                        row.flag("enabled"),
                        row.optionalNumber("apply_errors").orElse(0),
                        row.optionalNumber("copy_errors").orElse(0)),
                plan.names().subscription());
    }

    private List<TableCopy> tables(Session source, Session target, long subscriptionOid) {
        Map<QualifiedName, Long> totals = sizes(source, plan.names().publication());
        String progress = new Catalog(target).version().isAtLeast(14)
                ? "coalesce((SELECT max(p.tuples_processed) FROM pg_stat_progress_copy p WHERE p.relid = c.oid), 0)"
                : "0";
        List<TableCopy> tables = target.query(
                "SELECT n.nspname AS schema, c.relname AS name, r.srsubstate::text AS state, "
                        + Catalog.TABLE_BYTES + " AS bytes, "
                        + progress + " AS rows FROM pg_subscription_rel r JOIN pg_class c ON c.oid = r.srrelid"
                        + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE r.srsubid = ?::bigint::oid ORDER BY 1, 2",
                row -> tableCopy(row, totals),
                subscriptionOid);
        List<TableCopy> ofPeople = new ArrayList<>(tables);
        ofPeople.removeIf(table -> !plan.scope().includesSchema(table.table().schema()));
        return ofPeople;
    }

    /** A copied table may be smaller on the target, without bloat: what is copied counts as all of the source's size. */
    private static TableCopy tableCopy(Row row, Map<QualifiedName, Long> totals) {
        QualifiedName name = row.qualifiedName("schema", "name");
        TableCopy.State state = TableCopy.State.ofCode(row.text("state"));
        long bytes = row.number("bytes");
        long total = totals.getOrDefault(name, bytes);
        long copied = switch (state) {
            case WAITING -> 0;
            case COPYING -> Math.min(bytes, total);
            case COPIED, CATCHING_UP, READY -> total;
        };
        return new TableCopy(name, state, copied, total, row.number("rows"));
    }

    private static Map<QualifiedName, Long> sizes(Session source, Identifier publication) {
        Map<QualifiedName, Long> sizes = new HashMap<>();
        source.query(
                        """
                        SELECT n.nspname AS schema, c.relname AS name, %s AS bytes
                        FROM pg_publication_tables p JOIN pg_namespace n ON n.nspname = p.schemaname
                        JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = p.tablename WHERE p.pubname = ?
                        """.formatted(Catalog.TABLE_BYTES),
                        row -> Map.entry(row.qualifiedName("schema", "name"), row.number("bytes")),
                        publication)
                .forEach(entry -> sizes.put(entry.getKey(), entry.getValue()));
        return sizes;
    }

    private Optional<Duration> lagTime(Session source, Session target) {
        Optional<MarkerTable.Beat> written =
                MarkerTable.exists(source) ? MarkerTable.write(source, plan.id()) : Optional.empty();
        if (written.isEmpty() || !MarkerTable.exists(target)) {
            return Optional.empty();
        }
        Instant giveUp = clock.instant().plus(HEARTBEAT_PATIENCE);
        while (clock.instant().isBefore(giveUp)) {
            Optional<MarkerTable.Beat> seen = MarkerTable.read(target, plan.id());
            if (seen.isPresent() && seen.get().number() >= written.get().number()) {
                return Optional.of(age(source, seen.get().writtenAt()));
            }
            if (Thread.currentThread().isInterrupted() || !sleep()) {
                return Optional.empty();
            }
        }
        return lagByOldBeat(source, target);
    }

    private Optional<Duration> lagByOldBeat(Session source, Session target) {
        if (!MarkerTable.exists(target)) {
            return Optional.empty();
        }
        return MarkerTable.read(target, plan.id()).map(seen -> age(source, seen.writtenAt()));
    }

    private static Duration age(Session source, Instant written) {
        Instant now = source.queryOne(
                "SELECT clock_timestamp() AS now",
                row -> row.optionalInstant("now").orElse(written));
        return now.isBefore(written) ? Duration.ZERO : Duration.between(written, now);
    }

    private static boolean sleep() {
        try {
            Thread.sleep(HEARTBEAT_POLL.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private record SubscriptionRow(long oid, boolean enabled, long applyErrors, long copyErrors) {
        /** Before it is made nothing is wrong with it. */
        static final SubscriptionRow NOT_YET = new SubscriptionRow(0, true, 0, 0);
    }
}
