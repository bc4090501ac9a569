package dev.planetfall.migration.verify;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.Verification;
import dev.planetfall.migration.ViewRefresh;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Compares every row of every table in scope on both servers by checksums, and finds those that differ. */
public final class RowComparison {
    private final MigrationContext context;
    private final boolean frozen;
    private final Comparison comparison;

    private RowComparison(MigrationContext context, boolean frozen) {
        this.context = context;
        this.frozen = frozen;
        this.comparison = new Comparison(context, frozen);
    }

    /** While the application writes. Tables that are not replicated are left for the cutover. */
    public static Verification whileWritesGoOn(MigrationContext context, CaughtUp caughtUp) {
        return new RowComparison(context, false).run(caughtUp);
    }

    /** While the source's writers are stopped and everything they wrote has been applied: the proof. */
    public static Verification whileFrozen(MigrationContext context) {
        return new RowComparison(context, true).run(CaughtUp.AT_ONCE);
    }

    private Verification run(CaughtUp caughtUp) {
        Set<QualifiedName> done = comparison.tablesDone();
        List<Table> tables = ScopedTables.of(context).stream()
                .filter(table -> !done.contains(table.name()))
                .toList();
        Ground ground = Ground.explore(context);
        List<ComparedTable> comparable = comparable(ground, tables);
        comparison.expect(comparable.stream()
                .mapToLong(table ->
                        table.source().blocks() + (frozen ? table.target().blocks() : 0))
                .sum());
        ExecutorService threads = Executors.newCachedThreadPool(RowComparison::named);
        try {
            if (frozen) {
                new FrozenComparison(context, ground, comparison, threads).compare(comparable);
            } else {
                new LiveComparison(context, ground, comparison, caughtUp, threads).compare(comparable);
            }
        } finally {
            threads.shutdown();
        }
        return new Verification(frozen, withOthers(), ObjectComparisons.of(context));
    }

    /** Those whose rows can be compared; what the others lack is told. */
    private List<ComparedTable> comparable(Ground ground, List<Table> tables) {
        List<ComparedTable> comparable = new ArrayList<>();
        for (Table table : tables) {
            if (!frozen
                    && table.kind() == Table.Kind.UNLOGGED
                    && context.plan().method().replicates()) {
                comparison.found(TableVerdict.notVerified(
                        table.name(), Messages.text("verify.row-comparison.unlogged-copied-in-the-cutover")));
            } else if (!ground.isOn(Side.TARGET, table.name())) {
                comparison.found(TableVerdict.notVerified(
                        table.name(), Messages.text("verify.row-comparison.planetscale-has-no-such-table")));
            } else {
                ComparedTable compared = ground.table(table.name());
                compared.problem()
                        .ifPresentOrElse(
                                problem -> comparison.found(TableVerdict.notVerified(table.name(), problem)),
                                () -> comparable.add(compared));
            }
        }
        return comparable;
    }

    private List<TableComparison> withOthers() {
        List<TableComparison> all = new ArrayList<>(comparison.all());
        LargeObjectSizes.compare(context, frozen).ifPresent(all::add);
        context.state().views().stream()
                .filter(ViewRefresh::failed)
                .map(view -> TableVerdict.notVerified(
                        view.view(),
                        Messages.text("verify.row-comparison.this-materialized-view-could-not", view.problem())))
                .forEach(all::add);
        return all;
    }

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static Thread named(Runnable work) {
        Thread thread = new Thread(work, "row-comparison-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
