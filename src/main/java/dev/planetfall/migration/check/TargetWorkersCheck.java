package dev.planetfall.migration.check;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.DiskNeed;
import dev.planetfall.migration.DiskSize;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Quantities;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.ReplicationWorkers;
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
final class TargetWorkersCheck implements ReplicationCheck {
    /** A shorter copy is not worth a restart. */
    private static final Duration LONG_COPY = Duration.ofMinutes(30);

    /** One applies changes, one copies a table: without the second no row is copied. */
    private static final int TO_COPY = 2;

    private static final String WHERE = "in the PlanetScale dashboard under Clusters, Parameters.";

    private static final String RESTART = "restarts PlanetScale";

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
                            : context.plan().method() == Method.LOGICAL_REPLICATION
                                    ? judge(
                                            ReplicationWorkers.of(
                                                    session,
                                                    context.plan().names().subscription()),
                                            tables)
                                    : follow(ReplicationWorkers.of(
                                            session, context.plan().names().subscription())));
            return true;
        });
    }

    private Finding judge(ReplicationWorkers facts, List<Table> tables) {
        long wanted = Math.min(tables.size(), facts.useful());
        if (!couldCopy(facts)) {
            return Finding.blocker(
                            id(),
                            "PlanetScale is set to fewer workers than one copy needs, which would never begin.",
                            "Raise the settings below before the copy, " + WHERE)
                    .withDetails(lines(facts, wanted));
        }
        if (facts.free() < TO_COPY) {
            return Finding.warning(
                            id(),
                            "PlanetScale has " + Quantities.count(facts.free(), "free replication worker")
                                    + " and the copy" + " needs " + TO_COPY
                                    + ", so that it would not begin while others use the rest.",
                            "End what others replicate there, or raise the settings below before the copy, " + WHERE)
                    .withDetails(lines(facts, wanted));
        }
        return speed(facts, wanted, new DiskNeed(DiskSize.of(tables), Optional.empty()).copyTime());
    }

    /** Whoever copies the rows himself leaves one task to the servers. */
    private Finding follow(ReplicationWorkers facts) {
        return facts.replication() > 0 && facts.processes() > 1 && facts.free() > 0
                ? Finding.passed(
                        id(), "PlanetScale has a free replication worker, which applies the changes after the copy.")
                : Finding.blocker(
                                id(),
                                "PlanetScale has no free replication worker, which would apply the changes after the copy.",
                                "End what others replicate there, or raise the settings below before the copy, "
                                        + WHERE)
                        .withDetails(lines(facts, 1));
    }

    private Finding speed(ReplicationWorkers facts, long wanted, Duration copy) {
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
                        .withDetails(lines(facts, wanted));
    }

    /** Beside the worker of the server that starts all others. */
    private static boolean couldCopy(ReplicationWorkers facts) {
        return facts.replication() >= TO_COPY && facts.processes() > TO_COPY && facts.sync() > 0;
    }

    private static List<String> lines(ReplicationWorkers facts, long tables) {
        long sought = Math.max(1, tables);
        return List.of(
                line(
                        "max_worker_processes",
                        facts.processes(),
                        facts.working() + 1 + sought,
                        facts.working() + " in use",
                        RESTART),
                line(
                        "max_logical_replication_workers",
                        facts.replication(),
                        facts.replicating() + 1 + sought,
                        facts.replicating() + " in use",
                        RESTART),
                line(
                        "max_sync_workers_per_subscription",
                        facts.sync(),
                        sought,
                        "for each migration",
                        "needs no restart"));
    }

    private static String line(String setting, long is, long sought, String use, String change) {
        return setting + " is " + is + ", " + use + ": "
                + (is >= sought ? "enough" : "set it to " + sought + ", which " + change);
    }
}
