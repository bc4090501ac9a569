package dev.planetfall.migration.copy;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.ServerVersion;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Copies every row in scope as one snapshot of the source shows it, in many streams through this computer. With a method that
 * replicates, a slot keeps every change after that snapshot.
 *
 * <p>Used by one thread; others do the work.
 */
public final class SnapshotCopy implements AutoCloseable {
    private static final Duration STOP_PERIOD = Duration.ofMillis(100);

    /** An idle connection is forgotten by some networks after minutes. */
    private static final Duration HOLD_PERIOD = Duration.ofSeconds(20);

    private final MigrationContext context;
    private final Snapshot snapshot;
    private final ChunkQueue queue;
    private final Database source;
    private final Database target;
    private final ExecutorService threads = Executors.newCachedThreadPool(SnapshotCopy::daemon);
    private final Instant begun;
    private Instant heldAt;

    private SnapshotCopy(MigrationContext context, Snapshot snapshot, ChunkQueue queue) {
        this.context = context;
        this.snapshot = snapshot;
        this.queue = queue;
        source = context.source().asApplication("planetfall");
        target = CopySessions.database(context);
        begun = context.clock().instant();
        heldAt = begun;
    }

    /** Whether all rows are there and, where changes are to follow them, the slot that keeps these still is. */
    public static boolean isWhole(MigrationContext context) {
        Optional<String> moment = context.target()
                .withReadOnlySession(session ->
                        ChunkLedger.wholeMoment(session, context.plan().id()));
        if (!context.plan().method().replicates()) {
            return moment.isPresent() && withoutCopy(context).isEmpty();
        }
        return moment.isPresent() && (Subscription.exists(context) || CopySlot.isAt(context, moment.get()));
    }

    /** Tables in scope that were made on the source after the copy was begun. */
    public static List<QualifiedName> withoutCopy(MigrationContext context) {
        Set<QualifiedName> copied = context.target()
                .withReadOnlySession(
                        session -> ChunkLedger.progress(session, context.plan().id()).stream()
                                .map(ChunkLedger.Progress::table)
                                .collect(Collectors.toSet()));
        return PublishedTables.besides(copied, context);
    }

    /**
     * Copies all rows from the beginning: what an earlier run brought is taken away first, as its snapshot has ended with it.
     *
     * @param watch is given the copy while it runs, and returns once it is done
     * @throws StepFailedException when a server refused rows, with what to do
     * @throws DatabaseException when a server stayed away for minutes
     */
    public static void run(MigrationContext context, Consumer<SnapshotCopy> watch) {
        new CopyAttempts(context)
                .run(flowing -> copyAnew(context, copy -> {
                    flowing.run();
                    watch.accept(copy);
                }));
    }

    /** Says that the source has changed since: the next run copies anew. */
    public static void outdate(MigrationContext context) {
        context.target()
                .useSession(target -> ChunkLedger.outdate(target, context.plan().id()));
    }

    /** Takes away what was copied, with the slot that was made for it. */
    public static void undo(MigrationContext context) {
        context.target().useSession(target -> {
            CopySessions.endEarlier(context, target);
            ChunkLedger.takeAway(target, context.plan().id());
        });
        if (!Subscription.exists(context)) {
            CopySlot.drop(context);
        }
    }

    /** Drops the slot of a copy that broke off. */
    public static void tidy(MigrationContext context) {
        if (context.plan().method().replicates() && !isWhole(context) && !Subscription.exists(context)) {
            CopySlot.drop(context);
        }
    }

    public boolean isDone() {
        return queue.isDone();
    }

    /**
     * Waits a little.
     *
     * @throws RuntimeException what stopped one of the streams
     * @throws dev.planetfall.migration.MigrationCancelledException when the person stopped it
     */
    public void await(Duration patience) {
        queue.failure().ifPresent(failure -> {
            throw failure;
        });
        hold();
        context.pause(patience);
    }

    /** Every table, the largest first. */
    public List<TableCopy> tables() {
        return queue.tables();
    }

    /** How much is there, and how fast it goes through this computer. */
    public Progress progress(String more) {
        List<TableCopy> tables = tables();
        Duration elapsed = Duration.between(begun, context.clock().instant());
        long rate = queue.movedBytes() * 1000 / Math.max(1, elapsed.toMillis());
        return new Progress(
                Messages.text(
                        "copy.snapshot-copy.s-through-this-computer", queue.summary() + more, Quantities.bytes(rate)),
                tables.stream().mapToLong(TableCopy::bytesCopied).sum(),
                tables.stream().mapToLong(TableCopy::bytesTotal).sum(),
                "bytes");
    }

    /** Breaks off what is being copied. A statement that is about to be sent cannot be stopped yet, so this is tried again. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            while (!threads.awaitTermination(STOP_PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                source.cancelRunning();
                target.cancelRunning();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copyAnew(MigrationContext context, Consumer<SnapshotCopy> watch) {
        undo(context);
        context.target().useSession(ChunkLedger::create);
        if (context.plan().method().replicates()) {
            context.report(
                    new Progress(Messages.text("copy.snapshot-copy.waiting-until-the-source-has"), 0, 0, "bytes"));
            ServerVersion version = context.source().withReadOnlySession(session -> new Catalog(session).version());
            Snapshot.withSlot(context, version, snapshot -> copy(context, snapshot, watch));
        } else {
            Snapshot.ofNow(context, snapshot -> copy(context, snapshot, watch));
        }
    }

    private static boolean copy(MigrationContext context, Snapshot snapshot, Consumer<SnapshotCopy> watch) {
        Prepared prepared = context.target().withSession(target -> Prepared.of(context, snapshot, target));
        try (SnapshotCopy copy = new SnapshotCopy(context, snapshot, prepared.queue())) {
            copy.start(prepared.streams());
            watch.accept(copy);
        }
        return true;
    }

    /** What is to be copied, as it is written down on the target, and in how many streams. */
    private record Prepared(ChunkQueue queue, int streams) {
        static Prepared of(MigrationContext context, Snapshot snapshot, Session target) {
            Session source = snapshot.holder();
            List<Table> tables = tables(context, source);
            FilledTables.refuse(
                    context, target, tables.stream().map(Table::name).toList());
            List<CopiedTable> copied = CopiedTables.of(tables, source, target);
            List<Chunk> chunks =
                    ChunkPlan.of(copied, new Catalog(source).version().isAtLeast(14));
            ChunkLedger.plan(target, context.plan().id(), snapshot.moment(), chunks);
            return new Prepared(new ChunkQueue(copied, chunks), Math.min(CopyStreams.of(target), chunks.size()));
        }
    }

    private static List<Table> tables(MigrationContext context, Session source) {
        List<Table> all = new Catalog(source).tables();
        List<Table> tables =
                new ArrayList<>(PublishedTables.carrying(all, context.plan().scope()));
        if (context.plan().method() == Method.SNAPSHOT_COPY) {
            all.stream()
                    .filter(table -> table.name().equals(ReplicationNames.MARKER_TABLE))
                    .forEach(tables::add);
        }
        return tables;
    }

    private void start(int streams) {
        for (int i = 0; i < streams; i++) {
            threads.execute(new CopyStream(context, snapshot, queue, source, target));
        }
    }

    /** The streams that are open have the snapshot in their own transactions; only a new one needs its holder. */
    private void hold() {
        if (heldAt.plus(HOLD_PERIOD).isBefore(context.clock().instant())) {
            heldAt = context.clock().instant();
            try {
                snapshot.holder().query("SELECT 1 AS one", row -> row.number("one"));
            } catch (DatabaseException e) {
                context.throwIfCancelled();
            }
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "copy-stream");
        thread.setDaemon(true);
        return thread;
    }
}
