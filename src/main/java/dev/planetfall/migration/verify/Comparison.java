package dev.planetfall.migration.verify;

import dev.planetfall.migration.ComparedPart;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.VerificationEvent.ComparisonBegun;
import dev.planetfall.migration.VerificationEvent.PartCompared;
import dev.planetfall.migration.VerificationEvent.TableCompared;
import dev.planetfall.postgres.QualifiedName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * A comparison of all tables under way: what was found is told table by table, so that one that is broken off goes on where it
 * stopped. Thread-safe.
 */
final class Comparison {
    private static final long BLOCK = 8_192;

    private final MigrationContext context;
    private final List<TableComparison> found = new ArrayList<>();
    private final AtomicLong blocksDone = new AtomicLong();
    private volatile long blocksInAll;

    /** Begins one, or goes on with the one that was broken off. */
    Comparison(MigrationContext context, boolean frozen) {
        this.context = context;
        context.state()
                .unfinishedComparison()
                .filter(unfinished ->
                        unfinished.isWorthGoingOn(frozen, context.clock().instant()))
                .ifPresentOrElse(
                        unfinished -> found.addAll(unfinished.tables()),
                        () -> context.report(new ComparisonBegun(context.clock().instant(), frozen)));
    }

    synchronized Set<QualifiedName> tablesDone() {
        return found.stream().map(TableComparison::table).collect(Collectors.toSet());
    }

    void found(TableComparison table) {
        synchronized (this) {
            found.add(table);
        }
        context.report(new TableCompared(context.clock().instant(), table));
    }

    void found(ComparedPart part) {
        context.report(new PartCompared(context.clock().instant(), part));
    }

    /** What is known of the table's first rows, if they are still named by the same columns. */
    Optional<ComparedPart> part(ComparedTable table) {
        return context.state()
                .unfinishedComparison()
                .flatMap(unfinished -> unfinished.part(table.name()))
                .filter(part -> part.key().equals(table.key()));
    }

    /** By name. */
    synchronized List<TableComparison> all() {
        return found.stream()
                .sorted(Comparator.comparing(TableComparison::table))
                .toList();
    }

    /** @param blocks of all tables on both servers */
    void expect(long blocks) {
        blocksInAll = blocks;
    }

    void advance(QualifiedName table, long blocks) {
        long done = Math.min(blocksInAll, blocksDone.addAndGet(blocks));
        context.report(new Progress("Comparing " + table, done * BLOCK, blocksInAll * BLOCK, "bytes"));
    }
}
