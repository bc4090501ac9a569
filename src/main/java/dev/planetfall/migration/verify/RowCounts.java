package dev.planetfall.migration.verify;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.Verification;
import dev.planetfall.migration.ViewRefresh;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;

/** Counts every row of every table in scope on both servers at the same time, one session each. */
public final class RowCounts {
    private RowCounts() {}

    /** @param frozen whether the source's writers are stopped and everything they wrote has been applied */
    public static Verification compare(MigrationContext context, boolean frozen) {
        List<Table> tables = context.source()
                .withReadOnlySession(session -> new Catalog(session)
                        .tables().stream()
                                .filter(table -> context.plan().scope().includes(table.name()))
                                .filter(table -> table.kind() != Table.Kind.PARTITIONED && !table.extensionMember())
                                .toList());
        String note = trialNote(context);
        AtomicLong counted = new AtomicLong();
        CompletableFuture<List<Count>> onTarget =
                CompletableFuture.supplyAsync(() -> countAll(context, Side.TARGET, tables, counted));
        List<Count> onSource = countAll(context, Side.SOURCE, tables, counted);
        List<Count> there = join(onTarget);
        List<TableComparison> comparisons = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++) {
            comparisons.add(judge(tables.get(i), onSource.get(i), there.get(i), frozen, note));
        }
        LargeObjectSizes.compare(context, frozen).ifPresent(comparisons::add);
        context.state().views().stream()
                .filter(ViewRefresh::failed)
                .map(RowCounts::notRefreshed)
                .forEach(comparisons::add);
        return new Verification(frozen, comparisons);
    }

    /** Why a count proves nothing. */
    static String trialNote(MigrationContext context) {
        return context.state().writesFrozen() ? "Trial" : "Writes go on";
    }

    private static TableComparison notRefreshed(ViewRefresh view) {
        return new TableComparison(
                view.view(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Verdict.NOT_VERIFIED,
                "This materialized view could not be refreshed: " + view.problem());
    }

    private static List<Count> countAll(MigrationContext context, Side side, List<Table> tables, AtomicLong counted) {
        return context.database(side).withSession(session -> {
            // A role's own timeout would make large tables impossible to count.
            session.execute("SET statement_timeout = 0");
            List<Count> counts = new ArrayList<>();
            for (Table table : tables) {
                context.throwIfCancelled();
                counts.add(count(session, side, table.name()));
                context.report(new Progress(
                        "Counting " + table.name(), counted.incrementAndGet(), 2L * tables.size(), "counts"));
            }
            return counts;
        });
    }

    private static Count count(Session session, Side side, QualifiedName table) {
        try {
            long rows =
                    session.queryOne("SELECT count(*) AS rows FROM ONLY " + table.quoted(), row -> row.number("rows"));
            return new Count(OptionalLong.of(rows), "");
        } catch (DatabaseException e) {
            if (e.state().isConnectionLoss()) {
                throw e;
            }
            return new Count(OptionalLong.empty(), "Could not be counted on " + side.label() + ": " + e.getMessage());
        }
    }

    private static TableComparison judge(Table table, Count source, Count target, boolean frozen, String trial) {
        String failed = (source.problem() + " " + target.problem()).strip();
        if (!failed.isEmpty()) {
            return comparison(table, source, target, Verdict.NOT_VERIFIED, failed);
        }
        long difference = source.rows().orElseThrow() - target.rows().orElseThrow();
        if (frozen) {
            return comparison(table, source, target, difference == 0 ? Verdict.EQUAL : Verdict.DIFFERS, "");
        }
        return comparison(
                table,
                source,
                target,
                Verdict.NOT_VERIFIED,
                table.kind() == Table.Kind.UNLOGGED ? "Unlogged: copied in the cutover" : trial);
    }

    private static TableComparison comparison(Table table, Count source, Count target, Verdict verdict, String note) {
        return new TableComparison(table.name(), source.rows(), target.rows(), verdict, note);
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private record Count(OptionalLong rows, String problem) {}
}
