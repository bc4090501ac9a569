package dev.planetfall.migration.step;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Outage;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.migration.copy.QuietTables;
import dev.planetfall.migration.copy.RefusedRows;
import dev.planetfall.migration.copy.ReplicationProbe;
import dev.planetfall.migration.copy.SubscribedCopy;
import dev.planetfall.migration.copy.Subscription;
import dev.planetfall.migration.schema.DeferredBuild;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Session;
import java.time.Duration;
import java.util.List;

/**
 * Waits until every table was copied and follows the source, and makes what the schema held back for that. The servers copy, with
 * or without this program; what is held back is only made by it.
 *
 * <p>Indexes of a table that nobody writes to are built while others are still copied. Of one that is written to they wait for
 * all copies: a build keeps the subscription from writing to the table, and while that waits, no other table begins to be copied.
 * A primary key that was held back is built as soon as the rows of its table are there, whoever writes to it: without it the table
 * refuses UPDATE and DELETE, which PostgreSQL tries again until it is there.
 */
final class WaitForCopyStep implements Step {
    private static final Duration POLL = Duration.ofMillis(500);
    /** Longer than a restart of a server or a cut of the network takes, after which everything goes on by itself. */
    private static final Duration ERROR_PATIENCE = Duration.ofMinutes(1);

    private static final Progress PAUSED =
            new Progress(Messages.text("step.wait-for-copy.paused-the-copy-goes-on"), 0, 0, "bytes");

    private final Duration errorPatience;

    WaitForCopyStep() {
        this(ERROR_PATIENCE);
    }

    /** @param errorPatience for how long errors may repeat while no table becomes live */
    WaitForCopyStep(Duration errorPatience) {
        this.errorPatience = errorPatience;
    }

    @Override
    public String id() {
        return "wait-for-copy";
    }

    @Override
    public Phase phase() {
        return Phase.REPLICATE;
    }

    @Override
    public boolean serves(Method method) {
        return method == Method.LOGICAL_REPLICATION;
    }

    @Override
    public String title() {
        return Messages.text("step.wait-for-copy.copy-all-rows-then-build");
    }

    @Override
    public boolean isDone(MigrationContext context) {
        return !DeferredBuild.isDue(context)
                && ask(
                        context,
                        (source, target, probe) -> isLive(probe.tables(source, target))
                                && !Subscription.isBinary(
                                        target, context.plan().names().subscription()));
    }

    @Override
    public void run(MigrationContext context) {
        Outage outage = new Outage();
        outage.outlive(
                context,
                new Progress(Messages.text("step.wait-for-copy.a-server-went-away-the"), 0, 0, "bytes"),
                () -> copyAndBuild(context, outage));
        SchemaJudgement.requireNoFailure(context);
    }

    /** The servers go on by themselves after a loss of their connection, and this goes on watching them. */
    private void copyAndBuild(MigrationContext context, Outage outage) {
        try (DeferredBuild build = DeferredBuild.of(context)) {
            ask(context, (source, target, probe) -> {
                watch(context, new Servers(source, target, probe), build, outage);
                return true;
            });
            build.finish(POLL);
        }
    }

    private void watch(MigrationContext context, Servers servers, DeferredBuild build, Outage outage) {
        Identifier name = context.plan().names().subscription();
        QuietTables quiet = QuietTables.from(servers.source());
        RepeatedErrors errors =
                new RepeatedErrors(context.clock(), errorPatience, tables -> RefusedRows.reason(context, tables));
        SubscribedCopy copy = servers.look();
        while (!isLive(copy.tables())) {
            outage.end();
            refuseStopped(copy.stopped() && !isPaused(context));
            List<TableCopy> copied = copied(copy.tables());
            build.areCopied(copied, quiet.among(build.restrained(copied), servers.source()));
            if (copy.errors() > 0) {
                Subscription.sendText(servers.target(), name);
            }
            if (!build.awaitsKeys()) {
                errors.refuse(copy.errors(), copy.tables());
            }
            context.report(isPaused(context) ? PAUSED : progress(copy.tables(), build));
            build.awaitAll(POLL);
            copy = servers.look();
        }
        build.areCopied(copy.tables());
        Subscription.sendText(servers.target(), name);
    }

    @Override
    public void undo(MigrationContext context) {
        // The copied rows and what was built go with the schema; the subscription is undone by its own step.
    }

    private static boolean isLive(List<TableCopy> tables) {
        return !tables.isEmpty() && tables.stream().allMatch(table -> table.state() == TableCopy.State.READY);
    }

    private static List<TableCopy> copied(List<TableCopy> tables) {
        return tables.stream().filter(table -> table.state().isCopied()).toList();
    }

    private static Progress progress(List<TableCopy> tables, DeferredBuild build) {
        long live = tables.stream()
                .filter(table -> table.state() == TableCopy.State.READY)
                .count();
        return new Progress(
                Messages.plural("step.wait-for-copy.of-tables-live", tables.size(), live, build.summary()),
                tables.stream().mapToLong(TableCopy::bytesCopied).sum(),
                tables.stream().mapToLong(TableCopy::bytesTotal).sum(),
                "bytes");
    }

    /** The wish is told before the subscription is disabled, and after it was enabled again. */
    private static boolean isPaused(MigrationContext context) {
        return context.state().safety().pausedAt().isPresent();
    }

    private static void refuseStopped(boolean stopped) {
        if (stopped) {
            throw new StepFailedException(
                    Messages.text("step.wait-for-copy.the-subscription-on-planetscale-was"),
                    Messages.text("step.wait-for-copy.run-this-again-it-is"));
        }
    }

    private static boolean ask(MigrationContext context, Question question) {
        ReplicationProbe probe = new ReplicationProbe(context.plan(), context.clock());
        return context.source()
                .withSession(source -> context.target().withSession(target -> question.ask(source, target, probe)));
    }

    private record Servers(Session source, Session target, ReplicationProbe probe) {
        SubscribedCopy look() {
            return probe.look(source, target);
        }
    }

    @FunctionalInterface
    private interface Question {
        boolean ask(Session source, Session target, ReplicationProbe probe);
    }
}
