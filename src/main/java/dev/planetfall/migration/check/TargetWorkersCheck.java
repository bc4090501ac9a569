package dev.planetfall.migration.check;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.DiskNeed;
import dev.planetfall.migration.DiskSize;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Row;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.Table;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Whether PlanetScale has workers for the subscription: one that applies changes and one for each table that is copied at the
 * same time. They share their limits with every other background process of the server.
 *
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-replication.html">Settings of subscribers</a>
 */
final class TargetWorkersCheck implements Check {
    /** A shorter copy is not worth a restart. */
    private static final Duration LONG_COPY = Duration.ofMinutes(30);

    /** More tables at a time seldom help: the disk and the way between the servers are shared. */
    private static final long TABLES_AT_A_TIME = 4;

    /** Processes of the server itself are no workers; those of parallel queries come and go. */
    private static final String FACTS = """
            SELECT current_setting('max_worker_processes')::int AS processes,
                   current_setting('max_logical_replication_workers')::int AS replication,
                   current_setting('max_sync_workers_per_subscription')::int AS sync,
                   (SELECT count(*) FROM pg_stat_subscription WHERE pid IS NOT NULL) AS replicating,
                   (SELECT count(*) FROM pg_stat_activity WHERE backend_type NOT IN ('client backend', 'walsender',
                      'walreceiver', 'walwriter', 'walsummarizer', 'background writer', 'checkpointer', 'startup', 'archiver',
                      'logger', 'autovacuum launcher', 'autovacuum worker', 'io worker', 'slotsync worker',
                      'parallel worker')) AS working
            """;

    private final Duration longCopy;

    TargetWorkersCheck() {
        this(LONG_COPY);
    }

    TargetWorkersCheck(Duration longCopy) {
        this.longCopy = longCopy;
    }

    @Override
    public CheckName name() {
        return new CheckName("target-workers", "Replication workers of PlanetScale", CheckGroup.TARGET);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        Identifier own = context.plan().names().subscription();
        List<Table> tables = context.source().withReadOnlySession(session -> new Catalog(session).tables()).stream()
                .filter(table -> table.replicates() && context.plan().scope().includes(table.name()))
                .toList();
        context.target().withReadOnlySession(session -> {
            findings.accept(
                    new Catalog(session).subscriptionExists(own)
                            ? Finding.passed(id(), "This migration has its workers on PlanetScale already.")
                            : judge(facts(session), tables));
            return true;
        });
    }

    private static Facts facts(Session session) {
        return session.queryOne(FACTS, Facts::of);
    }

    private Finding judge(Facts facts, List<Table> tables) {
        if (facts.replication() == 0 || facts.processes() == 0) {
            return Finding.blocker(
                            id(),
                            "PlanetScale has no replication workers, so that no subscription can start.",
                            "Raise the settings below in the PlanetScale dashboard, under the cluster's parameters.")
                    .withDetails(facts.lines());
        }
        if (facts.free() < 1) {
            return Finding.warning(
                            id(),
                            "All replication workers of PlanetScale are in use, so that the copy could not begin.",
                            "End what others replicate there, or raise the settings below in the PlanetScale dashboard,"
                                    + " under the cluster's parameters.")
                    .withDetails(facts.lines());
        }
        long atATime = Math.max(0, Math.min(facts.sync(), facts.free() - 1));
        long wanted = Math.min(tables.size(), TABLES_AT_A_TIME);
        Duration copy = new DiskNeed(DiskSize.of(tables), Optional.empty()).copyTime();
        String passes = "PlanetScale has " + Quantities.count(facts.free(), "free replication worker") + " and copies "
                + Quantities.count(atATime, "table") + " at a time";
        return atATime >= wanted || (atATime > 0 && copy.compareTo(longCopy) < 0)
                ? Finding.passed(id(), passes + ".")
                : Finding.note(
                                id(),
                                passes + "; a copy of about " + Quantities.duration(copy) + " would gain from " + wanted
                                        + ".",
                                "Raise max_sync_workers_per_subscription to " + wanted
                                        + " in the PlanetScale dashboard, under the cluster's parameters, and the others to"
                                        + " hold as many besides what they hold now. The source then needs a replication slot"
                                        + " and a WAL sender for each.")
                        .withDetails(facts.lines());
    }

    /**
     * @param processes the limit for workers of every kind
     * @param replication the limit for those that replicate, which count as workers, too
     * @param sync the limit for tables that one subscription copies at a time
     * @param replicating workers that replicate now
     * @param working workers of every kind now
     */
    private record Facts(long processes, long replication, long sync, long replicating, long working) {
        static Facts of(Row row) {
            return new Facts(
                    row.number("processes"),
                    row.number("replication"),
                    row.number("sync"),
                    row.number("replicating"),
                    row.number("working"));
        }

        long free() {
            return Math.max(0, Math.min(processes - working, replication - replicating));
        }

        List<String> lines() {
            return List.of(
                    "max_worker_processes is " + processes + ", " + working + " in use; a change restarts PlanetScale",
                    "max_logical_replication_workers is " + replication + ", " + replicating
                            + " in use; a change restarts PlanetScale",
                    "max_sync_workers_per_subscription is " + sync + "; a change needs no restart");
        }
    }
}
