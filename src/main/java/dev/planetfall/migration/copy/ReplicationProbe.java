package dev.planetfall.migration.copy;

import dev.planetfall.migration.CopyWorkers;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.ReplicationSlot;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    private final SubscribedTables subscribed;
    private Optional<ServerVersion> version = Optional.empty();
    private Instant targetMeasuredAt = Instant.EPOCH;
    private OptionalLong targetBytes = OptionalLong.empty();

    public ReplicationProbe(MigrationPlan plan, Clock clock) {
        this.plan = plan;
        this.clock = clock;
        subscribed = new SubscribedTables(plan, clock);
    }

    /** Empty while there is neither a subscription nor a copy that this program makes. */
    public Optional<ReplicationStatus> measure(Session source, Session target) {
        return subscription(target)
                .map(subscription -> status(
                        source,
                        target,
                        tables(source, target, subscription),
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

    /** Without lag and sizes of servers: cheaper than {@link #measure}. */
    public SubscribedCopy look(Session source, Session target) {
        return subscription(target)
                .map(found -> new SubscribedCopy(
                        tables(source, target, found), !found.enabled(), found.applyErrors() + found.copyErrors()))
                .orElse(SubscribedCopy.NONE);
    }

    /** The tables alone, by name. Empty while there is no subscription. */
    public List<TableCopy> tables(Session source, Session target) {
        return look(source, target).tables();
    }

    /** Whether the subscription exists and is disabled, by a person or by an error. */
    public boolean isStopped(Session target) {
        return subscription(target).filter(found -> !found.enabled()).isPresent();
    }

    /** Errors since the subscription was made; 0 without one and before version 15, which does not count them. */
    public long errors(Session target) {
        return subscription(target)
                .map(found -> found.applyErrors() + found.copyErrors())
                .orElse(0L);
    }

    /** A server of another version would be another connection. */
    private ServerVersion version(Session target) {
        ServerVersion known = version.orElseGet(() -> new Catalog(target).version());
        version = Optional.of(known);
        return known;
    }

    private List<TableCopy> tables(Session source, Session target, SubscriptionRow subscription) {
        return subscribed.measure(source, target, version(target), subscription.oid());
    }

    private Optional<SubscriptionRow> subscription(Session target) {
        String errors = version(target).isAtLeast(15)
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
