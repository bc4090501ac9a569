package dev.planetfall.migration.step;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.migration.copy.ReplicationProbe;
import dev.planetfall.migration.copy.SourceSession;
import dev.planetfall.postgres.Session;
import java.time.Duration;
import java.util.List;

/** Waits until every table was copied and follows the source. The servers do the work, with or without this program. */
final class WaitForCopyStep implements Step {
    private static final Duration POLL = Duration.ofMillis(500);

    @Override
    public String id() {
        return "wait-for-copy";
    }

    @Override
    public Phase phase() {
        return Phase.REPLICATE;
    }

    @Override
    public String title() {
        return "Copy all rows";
    }

    @Override
    public boolean isDone(MigrationContext context) {
        return ask(context, (source, target, probe) -> isLive(probe.tables(source, target)));
    }

    @Override
    public void run(MigrationContext context) {
        ask(context, (source, target, probe) -> {
            List<TableCopy> tables = probe.tables(source, target);
            while (!isLive(tables)) {
                refuseStopped(probe.isStopped(target));
                context.report(progress(tables));
                context.pause(POLL);
                tables = probe.tables(source, target);
            }
            return true;
        });
    }

    @Override
    public void undo(MigrationContext context) {
        // The copied rows go with the schema; the subscription that copies them is undone by its own step.
    }

    private static boolean isLive(List<TableCopy> tables) {
        return !tables.isEmpty() && tables.stream().allMatch(table -> table.state() == TableCopy.State.READY);
    }

    private static Progress progress(List<TableCopy> tables) {
        long live = tables.stream()
                .filter(table -> table.state() == TableCopy.State.READY)
                .count();
        return new Progress(
                live + " of " + Quantities.count(tables.size(), "table") + " live",
                tables.stream().mapToLong(TableCopy::bytesCopied).sum(),
                tables.stream().mapToLong(TableCopy::bytesTotal).sum(),
                "bytes");
    }

    private static void refuseStopped(boolean stopped) {
        if (stopped) {
            throw new StepFailedException(
                    "PlanetScale stopped the subscription because of an error.",
                    "PlanetScale's log names the error; mend it and run this again: the copy goes on where it stopped.");
        }
    }

    private static boolean ask(MigrationContext context, Question question) {
        ReplicationProbe probe = new ReplicationProbe(context.plan(), context.clock());
        return SourceSession.ask(
                context, source -> context.target().withSession(target -> question.ask(source, target, probe)));
    }

    @FunctionalInterface
    private interface Question {
        boolean ask(Session source, Session target, ReplicationProbe probe);
    }
}
