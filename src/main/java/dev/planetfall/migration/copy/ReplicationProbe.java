package dev.planetfall.migration.copy;

import dev.planetfall.migration.CopyWorkers;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlState;
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

    /** Each wait is twice the one before, so that few questions tell a short lag and a long one equally well. */
    private static final Duration FIRST_WAIT = Duration.ofMillis(13);

    private static final Duration TARGET_SIZE_PERIOD = Duration.ofSeconds(20);

    /** What looks at every file of a database rests this many times as long as it took. */
    private static final int TARGET_SIZE_REST = 600;

    private final MigrationPlan plan;
    private final Clock clock;
    private final SubscribedTables subscribed;
    private Optional<ServerVersion> sourceVersion = Optional.empty();
    private Optional<ServerVersion> targetVersion = Optional.empty();
    private boolean sourceHasMarker;
    private Instant targetMeasuredAt = Instant.EPOCH;
    private Duration targetSizeTook = Duration.ZERO;
    private OptionalLong targetBytes = OptionalLong.empty();

    public ReplicationProbe(MigrationPlan plan, Clock clock) {
        this.plan = plan;
        this.clock = clock;
        subscribed = new SubscribedTables(plan, clock);
    }

    /** Empty while there is neither a subscription nor a copy that this program makes. */
    public Optional<ReplicationStatus> measure(Session source, Session target) {
        return subscription(source, target)
                .map(found -> status(source, target, found, newestBeat(source, target, found)))
                .or(() -> copying(source, target));
    }

    /**
     * The tables anew, all else as it was measured before: cheap enough to be asked between two measurements. Empty when there is
     * neither a subscription nor a copy any more.
     */
    public Optional<ReplicationStatus> refresh(ReplicationStatus before, Session source, Session target) {
        return subscription(source, target)
                .map(SubscriptionLook::tables)
                .or(() -> Optional.of(LedgerStatus.tables(plan, target)))
                .filter(tables -> !tables.isEmpty())
                .map(tables -> before.withTables(clock.instant(), tables));
    }

    private Optional<ReplicationStatus> copying(Session source, Session target) {
        List<TableCopy> tables = LedgerStatus.tables(plan, target);
        return tables.isEmpty()
                ? Optional.empty()
                : Optional.of(status(source, target, SubscriptionLook.notYet(tables), Optional.empty()));
    }

    /** What this program copies itself needs none of the servers' workers. */
    private Optional<CopyWorkers> workers(SourceLook source, Session target, List<TableCopy> tables) {
        return plan.method() == Method.LOGICAL_REPLICATION
                ? CopyWorkersProbe.measure(source, target, plan.names().subscription(), tables)
                : Optional.empty();
    }

    /** The source is asked last: by its clock the heartbeat is as old as it was when it was seen. */
    private ReplicationStatus status(
            Session source, Session target, SubscriptionLook subscription, Optional<MarkerTable.Beat> beat) {
        SourceLook look =
                SourceLook.at(source, sourceVersion(source), plan.names().slot());
        return new ReplicationStatus(
                clock.instant(),
                subscription.tables(),
                look.lagBytes(),
                beat.map(seen -> age(seen.writtenAt(), look.now())),
                look.walKept(),
                look.walLimit(),
                look.walStatus(),
                targetBytes(target),
                subscription.applyErrors(),
                subscription.copyErrors(),
                subscription.enabled(),
                workers(look, target, subscription.tables()),
                look.confirmed());
    }

    /** Looks at every file of the database, so not at every measurement, and the less often the longer it takes. */
    private OptionalLong targetBytes(Session target) {
        Instant now = clock.instant();
        Duration rest = targetSizeTook.multipliedBy(TARGET_SIZE_REST);
        if (targetMeasuredAt
                .plus(rest.compareTo(TARGET_SIZE_PERIOD) > 0 ? rest : TARGET_SIZE_PERIOD)
                .isBefore(now)) {
            targetBytes = OptionalLong.of(target.queryOne(
                    "SELECT pg_database_size(current_database()) AS bytes", row -> row.number("bytes")));
            targetMeasuredAt = now;
            targetSizeTook = Duration.between(now, clock.instant());
        }
        return targetBytes;
    }

    /** Without lag and sizes of servers: cheaper than {@link #measure}. */
    public SubscribedCopy look(Session source, Session target) {
        return subscription(source, target)
                .map(found -> new SubscribedCopy(found.tables(), !found.enabled(), found.errors()))
                .orElse(SubscribedCopy.NONE);
    }

    /** The tables alone, by name. Empty while there is no subscription. */
    public List<TableCopy> tables(Session source, Session target) {
        return look(source, target).tables();
    }

    /** Whether the subscription exists and is disabled, by a person or by an error. */
    public boolean isStopped(Session target) {
        return target.queryOne(
                "SELECT EXISTS (SELECT FROM pg_subscription WHERE subname = ? AND NOT subenabled AND "
                        + Subscription.OF_THIS_DATABASE + ") AS stopped",
                row -> row.flag("stopped"),
                plan.names().subscription());
    }

    /** Errors since the subscription was made; 0 without one and before version 15, which does not count them. */
    public long errors(Session target) {
        if (!targetVersion(target).isAtLeast(15)) {
            return 0;
        }
        return target.queryOne(
                "SELECT coalesce(sum(t.apply_error_count + t.sync_error_count), 0)::bigint AS errors"
                        + " FROM pg_stat_subscription_stats t JOIN pg_subscription s ON s.oid = t.subid"
                        + " WHERE s.subname = ? AND " + Subscription.OF_THIS_DATABASE,
                row -> row.number("errors"),
                plan.names().subscription());
    }

    /** A server of another version would be another connection. */
    private ServerVersion targetVersion(Session target) {
        ServerVersion known = targetVersion.orElseGet(() -> new Catalog(target).version());
        targetVersion = Optional.of(known);
        return known;
    }

    private ServerVersion sourceVersion(Session source) {
        ServerVersion known = sourceVersion.orElseGet(() -> new Catalog(source).version());
        sourceVersion = Optional.of(known);
        return known;
    }

    private Optional<SubscriptionLook> subscription(Session source, Session target) {
        return subscribed.look(source, target, targetVersion(target));
    }

    /** Empty where no lag can be known: without the table, or when a heartbeat can be neither written nor seen. */
    private Optional<MarkerTable.Beat> newestBeat(Session source, Session target, SubscriptionLook subscription) {
        if (!subscription.hasMarker()) {
            return Optional.empty();
        }
        if (!subscription.enabled()) {
            return MarkerTable.read(target, plan.id());
        }
        return write(source).flatMap(written -> awaited(target, written));
    }

    private Optional<MarkerTable.Beat> write(Session source) {
        sourceHasMarker = sourceHasMarker || MarkerTable.exists(source);
        try {
            return sourceHasMarker ? MarkerTable.write(source, plan.id()) : Optional.empty();
        } catch (DatabaseException e) {
            // The clean-up removes the table while this measures.
            if (e.state().equals(SqlState.UNDEFINED_TABLE) || e.state().equals(SqlState.INVALID_SCHEMA_NAME)) {
                sourceHasMarker = false;
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The one that was written, if it is seen soon; else the newest that is seen. */
    private Optional<MarkerTable.Beat> awaited(Session target, MarkerTable.Beat written) {
        Optional<MarkerTable.Beat> seen = Optional.empty();
        Duration waited = Duration.ZERO;
        Duration wait = FIRST_WAIT;
        while (waited.compareTo(HEARTBEAT_PATIENCE) < 0 && sleep(wait)) {
            seen = MarkerTable.read(target, plan.id());
            if (seen.filter(beat -> beat.number() >= written.number()).isPresent()) {
                return seen;
            }
            waited = waited.plus(wait);
            wait = wait.multipliedBy(2);
        }
        return seen;
    }

    private static Duration age(Instant written, Instant now) {
        return now.isBefore(written) ? Duration.ZERO : Duration.between(written, now);
    }

    private static boolean sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
