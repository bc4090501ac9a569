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

    /** One applies changes, one copies a table: without the second no row is copied. */
    private static final int TO_COPY = 2;

    private static final String WHERE = "in the PlanetScale dashboard under Clusters, Parameters.";

    private static final String RESTART = "restarts PlanetScale";

    /**
     * Processes of the server itself are no workers; those of parallel queries come and go. From a role that may not see
     * what other sessions are, the server hides even its own, so those that must be there are counted at least.
     */
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
        long wanted = Math.min(tables.size(), TABLES_AT_A_TIME);
        if (!facts.couldCopy()) {
            return Finding.blocker(
                            id(),
                            "PlanetScale is set to fewer workers than one copy needs, which would never begin.",
                            "Raise the settings below before the copy, " + WHERE)
                    .withDetails(facts.lines(wanted));
        }
        if (facts.free() < TO_COPY) {
            return Finding.warning(
                            id(),
                            "PlanetScale has " + Quantities.count(facts.free(), "free replication worker")
                                    + " and the copy" + " needs " + TO_COPY
                                    + ", so that it would not begin while others use the rest.",
                            "End what others replicate there, or raise the settings below before the copy, " + WHERE)
                    .withDetails(facts.lines(wanted));
        }
        return speed(facts, wanted, new DiskNeed(DiskSize.of(tables), Optional.empty()).copyTime());
    }

    private Finding speed(Facts facts, long wanted, Duration copy) {
        long atATime = Math.min(facts.sync(), facts.free() - 1);
        String passes = "PlanetScale has " + Quantities.count(facts.free(), "free replication worker") + " and copies "
                + Quantities.count(atATime, "table") + " at a time";
        return atATime >= wanted || copy.compareTo(longCopy) < 0
                ? Finding.passed(id(), passes + ".")
                : Finding.note(
                                id(),
                                passes + "; a copy of about " + Quantities.duration(copy) + " would gain from " + wanted
                                        + ".",
                                "To be quicker, raise the settings below before the copy, " + WHERE
                                        + " The source then needs a replication slot and a WAL sender for each table that is"
                                        + " copied at the same time.")
                        .withDetails(facts.lines(wanted));
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
            long replication = row.number("replication");
            long replicating = row.number("replicating");
            long launched = replication > 0 ? 1 + replicating : 0;
            return new Facts(
                    row.number("processes"),
                    replication,
                    row.number("sync"),
                    replicating,
                    Math.max(launched, row.number("working")));
        }

        /** Beside the worker of the server that starts all others. */
        boolean couldCopy() {
            return replication >= TO_COPY && processes > TO_COPY && sync > 0;
        }

        long free() {
            return Math.max(0, Math.min(processes - working, replication - replicating));
        }

        List<String> lines(long tables) {
            long sought = Math.max(1, tables);
            return List.of(
                    line("max_worker_processes", processes, working + 1 + sought, working + " in use", RESTART),
                    line(
                            "max_logical_replication_workers",
                            replication,
                            replicating + 1 + sought,
                            replicating + " in use",
                            RESTART),
                    line("max_sync_workers_per_subscription", sync, sought, "for each migration", "needs no restart"));
        }

        private static String line(String setting, long is, long sought, String use, String change) {
            return setting + " is " + is + ", " + use + ": "
                    + (is >= sought ? "enough" : "set it to " + sought + ", which " + change);
        }
    }
}
