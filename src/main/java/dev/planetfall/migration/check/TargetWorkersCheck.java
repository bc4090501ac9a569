package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
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

    private static final String WHERE = Messages.text("check.target-workers.in-the-planetscale-dashboard-under");

    private static final String RESTART = Messages.text("check.target-workers.restarts-planetscale");

    private final Duration longCopy;

    TargetWorkersCheck() {
        this(LONG_COPY);
    }

    TargetWorkersCheck(Duration longCopy) {
        this.longCopy = longCopy;
    }

    @Override
    public CheckName name() {
        return new CheckName(
                "target-workers",
                Messages.text("check.target-workers.replication-workers-of-planetscale"),
                CheckGroup.TARGET);
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
                            ? Finding.passed(id(), Messages.text("check.target-workers.this-migration-has-its-workers"))
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
                            Messages.text("check.target-workers.planetscale-is-set-to-fewer"),
                            Messages.text("check.target-workers.raise-the-settings-below-before", WHERE))
                    .withDetails(lines(facts, wanted));
        }
        if (facts.free() < TO_COPY) {
            return Finding.warning(
                            id(),
                            Messages.plural(
                                    "check.target-workers.planetscale-has-free-replication-workers",
                                    facts.free(),
                                    TO_COPY),
                            Messages.text("check.target-workers.end-what-others-replicate-there", WHERE))
                    .withDetails(lines(facts, wanted));
        }
        return speed(facts, wanted, new DiskNeed(DiskSize.of(tables), Optional.empty()).copyTime());
    }

    /** Whoever copies the rows himself leaves one task to the servers. */
    private Finding follow(ReplicationWorkers facts) {
        return facts.replication() > 0 && facts.processes() > 1 && facts.free() > 0
                ? Finding.passed(id(), Messages.text("check.target-workers.planetscale-has-a-free-replication"))
                : Finding.blocker(
                                id(),
                                Messages.text("check.target-workers.planetscale-has-no-free-replication"),
                                Messages.text("check.target-workers.end-what-others-replicate-there", WHERE))
                        .withDetails(lines(facts, 1));
    }

    private Finding speed(ReplicationWorkers facts, long wanted, Duration copy) {
        long atATime = Math.min(facts.sync(), facts.free() - 1);
        String passes = Messages.text(
                "check.target-workers.planetscale-has-and-copies-at",
                Messages.plural("count.free-replication-worker", facts.free()),
                Messages.plural("count.table", atATime));
        return atATime >= wanted || copy.compareTo(longCopy) < 0
                ? Finding.passed(id(), passes + ".")
                : Finding.note(
                                id(),
                                Messages.text(
                                        "check.target-workers.a-copy-of-about-would",
                                        passes,
                                        Quantities.duration(copy),
                                        wanted),
                                Messages.text("check.target-workers.to-be-quicker-raise-the", WHERE))
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
                        Messages.text("check.target-workers.in-use", facts.working()),
                        RESTART),
                line(
                        "max_logical_replication_workers",
                        facts.replication(),
                        facts.replicating() + 1 + sought,
                        Messages.text("check.target-workers.in-use", facts.replicating()),
                        RESTART),
                line(
                        "max_sync_workers_per_subscription",
                        facts.sync(),
                        sought,
                        Messages.text("check.target-workers.for-each-migration"),
                        Messages.text("check.target-workers.needs-no-restart")));
    }

    private static String line(String setting, long is, long sought, String use, String change) {
        return is >= sought
                ? Messages.text("check.target-workers.is-enough", setting, is, use)
                : Messages.text("check.target-workers.is-set-it-to-which", setting, is, use, sought, change);
    }
}
