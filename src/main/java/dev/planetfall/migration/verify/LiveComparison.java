package dev.planetfall.migration.verify;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Outage;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.RowDifferences;
import dev.planetfall.postgres.DatabaseException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Compares all rows while the application writes, in short statements and few at once. What differs is looked at again when the
 * target has caught up with it, and only what still differs then counts.
 */
final class LiveComparison {
    /** Tables at once: the servers have other work to do. */
    private static final int TABLES_AT_ONCE = 2;

    private static final int PROOFS = 2;

    /** What is compared again after a crash took no longer than this. */
    private static final Duration KEPT_EVERY = Duration.ofSeconds(15);

    private static final Progress AWAY =
            new Progress(Messages.text("verify.live-comparison.a-server-went-away-the"), 0, 0, "bytes");

    private final MigrationContext context;
    private final Ground ground;
    private final Comparison comparison;
    private final CaughtUp caughtUp;
    private final LoadLimit limit;
    private final Executor threads;
    private volatile boolean broken;

    LiveComparison(
            MigrationContext context, Ground ground, Comparison comparison, CaughtUp caughtUp, Executor threads) {
        this.context = context;
        this.ground = ground;
        this.comparison = comparison;
        this.caughtUp = caughtUp;
        this.limit = new LoadLimit(context);
        this.threads = threads;
    }

    void compare(List<ComparedTable> tables) {
        Queue<ComparedTable> queue = new ConcurrentLinkedQueue<>(tables.stream()
                .sorted(Comparator.comparingLong(
                                (ComparedTable table) -> table.source().blocks())
                        .reversed())
                .toList());
        TwoSessions.join(CompletableFuture.allOf(IntStream.range(0, TABLES_AT_ONCE)
                .mapToObj(i -> CompletableFuture.runAsync(() -> work(queue), threads))
                .toArray(CompletableFuture[]::new)));
    }

    private void work(Queue<ComparedTable> queue) {
        try {
            for (var table = Optional.ofNullable(queue.poll());
                    table.isPresent() && !broken;
                    table = Optional.ofNullable(queue.poll())) {
                context.throwIfCancelled();
                compare(table.get());
            }
        } catch (RuntimeException e) {
            // The others need not work any longer.
            broken = true;
            throw e;
        }
    }

    private void compare(ComparedTable table) {
        try {
            try {
                compare(table, ground.form());
            } catch (DatabaseException e) {
                if (!TooLong.isCauseOf(e)) {
                    throw e;
                }
                compare(table, ground.form().asDigested());
            }
        } catch (DatabaseException e) {
            if (e.state().isConnectionLoss()) {
                throw e;
            }
            context.throwIfCancelled();
            comparison.found(TableVerdict.notVerified(
                    table.name(), Messages.text("verify.live-comparison.could-not-be-compared", e.getMessage())));
        }
    }

    private void compare(ComparedTable table, RowForm form) {
        if (table.hasKey()) {
            compareByKey(table, new KeyedComparison(context, table, form, caughtUp, PROOFS, comparison.part(table)));
        } else {
            compareAsHeap(table, new KeylessComparison(table, form));
        }
    }

    private void compareByKey(ComparedTable table, KeyedComparison keyed) {
        Outage outage = new Outage();
        AtomicLong kept = new AtomicLong(System.nanoTime());
        outage.outlive(
                context,
                AWAY,
                () -> inSessions(sessions -> {
                    outage.end();
                    keyed.goOn(sessions, rows -> {
                        between(table);
                        if (System.nanoTime() - kept.get() > KEPT_EVERY.toNanos()) {
                            keyed.news().ifPresent(comparison::found);
                            kept.set(System.nanoTime());
                        }
                    });
                    comparison.found(TableVerdict.of(table.name(), keyed.result(sessions)));
                }));
        comparison.advance(table.name(), table.source().blocks());
    }

    private void compareAsHeap(ComparedTable table, KeylessComparison keyless) {
        new Outage()
                .outlive(
                        context,
                        AWAY,
                        () -> inSessions(sessions -> {
                            between(table);
                            comparison.found(keyless.tallies(sessions, caughtUp)
                                    .map(totals -> TableVerdict.of(
                                            table.name(),
                                            new ComparedRows(
                                                    totals,
                                                    totals.areEqual()
                                                            ? RowDifferences.NONE
                                                            : keyless.differences(sessions),
                                                    0)))
                                    .orElseGet(() -> TableVerdict.notVerified(
                                            table.name(),
                                            Messages.text("verify.live-comparison.rows-were-written-all-the"))));
                        }));
        comparison.advance(table.name(), table.source().blocks());
    }

    private void between(ComparedTable table) {
        context.throwIfCancelled();
        limit.await(table.name());
    }

    private void inSessions(Consumer<TwoSessions> work) {
        context.source()
                .useSession(source -> context.target().useSession(target -> {
                    ground.prepare(source);
                    ground.prepare(target);
                    work.accept(new TwoSessions(source, target, threads));
                }));
    }
}
