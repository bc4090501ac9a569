package dev.planetfall.migration.verify;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.verify.BlockQueue.Part;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Adds up the rows of tables on one server, as they were at one moment, in several sessions at once. */
final class SideScan {
    private final MigrationContext context;
    private final Side side;
    private final HeldSnapshot snapshot;
    private final Map<QualifiedName, WholeRows> rows = new ConcurrentHashMap<>();
    private final BlockQueue queue;
    private final BiConsumer<QualifiedName, Scan> found;
    private final BiConsumer<Side, Part> progress;

    /**
     * @param found told once for each table, from any thread
     * @param progress told after each part
     */
    SideScan(
            MigrationContext context,
            Side side,
            HeldSnapshot snapshot,
            boolean splits,
            List<ComparedTable> tables,
            RowForm form,
            BiConsumer<QualifiedName, Scan> found,
            BiConsumer<Side, Part> progress) {
        this.context = context;
        this.side = side;
        this.snapshot = snapshot;
        this.found = found;
        this.progress = progress;
        tables.forEach(table -> rows.put(table.name(), new WholeRows(table, side, form)));
        queue = new BlockQueue(tables.stream().map(table -> table.on(side)).toList(), splits);
    }

    /** @return completes when all tables were told, exceptionally when a session broke */
    CompletableFuture<Void> start(int sessions, Executor threads) {
        return CompletableFuture.allOf(IntStream.range(0, sessions)
                .mapToObj(i -> CompletableFuture.runAsync(this::work, threads))
                .toArray(CompletableFuture[]::new));
    }

    private void work() {
        try {
            snapshot.withSession(this::addAll);
        } catch (RuntimeException e) {
            // The others need not work any longer.
            queue.close();
            throw e;
        }
    }

    private boolean addAll(Session session) {
        for (var part = queue.take(); part.isPresent(); part = queue.take()) {
            context.throwIfCancelled();
            add(session, part.get());
        }
        return true;
    }

    private void add(Session session, Part part) {
        QualifiedName table = part.table().name();
        long begun = System.nanoTime();
        try {
            Tally tally = rows.get(table).tally(session, part.blocks());
            queue.done(part, tally, Duration.ofNanos(System.nanoTime() - begun))
                    .ifPresent(all -> found.accept(table, new Scan.Added(all)));
            progress.accept(side, part);
        } catch (DatabaseException e) {
            if (e.state().isConnectionLoss()) {
                throw e;
            }
            context.throwIfCancelled();
            snapshot.takeAgain(session);
            if (queue.giveUp(part)) {
                found.accept(
                        table,
                        TooLong.isCauseOf(e)
                                ? new Scan.RowTooLong()
                                : new Scan.Failed(Messages.text(
                                        "verify.side-scan.could-not-be-read-on", side.label(), e.getMessage())));
            }
        }
    }
}
