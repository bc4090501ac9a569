package dev.planetfall.migration.verify;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.TableComparison.Verdict;
import dev.planetfall.migration.Verification;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Counts the rows of every table in scope on both servers while nobody writes: quicker than comparing them, and no proof. */
public final class RowCounts {
    private static final String SAME = Messages.text("verify.row-counts.only-counted");

    private RowCounts() {}

    /** Both servers count at the same time. A table that only one of them has is not verified. */
    public static Verification whileFrozen(MigrationContext context) {
        List<QualifiedName> tables =
                ScopedTables.of(context).stream().map(Table::name).toList();
        CompletableFuture<Map<QualifiedName, Long>> counting =
                CompletableFuture.supplyAsync(() -> count(context, Side.TARGET, tables));
        Map<QualifiedName, Long> onSource;
        try {
            onSource = count(context, Side.SOURCE, tables);
        } finally {
            counting.handle((counted, problem) -> true).join();
        }
        Map<QualifiedName, Long> onTarget = TwoSessions.join(counting);
        List<TableComparison> compared = new ArrayList<>();
        for (QualifiedName table : tables) {
            compared.add(
                    judged(table, Optional.ofNullable(onSource.get(table)), Optional.ofNullable(onTarget.get(table))));
        }
        return new Verification(true, compared, ObjectComparisons.of(context));
    }

    private static Map<QualifiedName, Long> count(MigrationContext context, Side side, List<QualifiedName> tables) {
        return context.database(side).withSession(session -> {
            session.execute("SET statement_timeout = 0");
            session.execute("SET default_transaction_read_only = on");
            Map<QualifiedName, Long> counts = new HashMap<>();
            Set<QualifiedName> there =
                    new Catalog(session).tables().stream().map(Table::name).collect(Collectors.toSet());
            for (QualifiedName table : tables) {
                context.throwIfCancelled();
                if (there.contains(table)) {
                    counts.put(
                            table,
                            session.queryOne(
                                    "SELECT count(*) AS n FROM ONLY " + table.quoted(), row -> row.number("n")));
                }
                if (side == Side.SOURCE) {
                    context.report(new Progress(
                            Messages.text("verify.row-counts.counting", table),
                            counts.size(),
                            tables.size(),
                            "tables"));
                }
            }
            return counts;
        });
    }

    private static TableComparison judged(QualifiedName table, Optional<Long> source, Optional<Long> target) {
        if (source.isEmpty() || target.isEmpty()) {
            return TableVerdict.notVerified(table, Messages.text("verify.row-counts.could-not-be-counted-on"));
        }
        boolean same = source.equals(target);
        return new TableComparison(
                table,
                OptionalLong.of(source.get()),
                OptionalLong.of(target.get()),
                same ? Verdict.NOT_VERIFIED : Verdict.DIFFERS,
                same ? SAME : Messages.text("verify.row-counts.the-numbers-of-rows-differ"));
    }
}
