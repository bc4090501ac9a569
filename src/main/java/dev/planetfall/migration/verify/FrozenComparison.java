package dev.planetfall.migration.verify;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.verify.BlockQueue.Part;
import dev.planetfall.postgres.QualifiedName;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares all rows while nobody writes, on a snapshot of each server. Each server adds up its tables in the order of its own
 * files, several at once, which is the quickest way to read them; only a table whose sums differ is gone through by its key.
 */
final class FrozenComparison {
    /** More gains nothing on the small servers that were measured, and large ones read from disk side by side. */
    private static final int SESSIONS = 4;

    private final MigrationContext context;
    private final Ground ground;
    private final Comparison comparison;
    private final Executor threads;
    private final Map<QualifiedName, Map<Side, Scan>> scans = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<ComparedTable> toDigest = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<ComparedTable> toLocate = new ConcurrentLinkedQueue<>();

    FrozenComparison(MigrationContext context, Ground ground, Comparison comparison, Executor threads) {
        this.context = context;
        this.ground = ground;
        this.comparison = comparison;
        this.threads = threads;
    }

    void compare(List<ComparedTable> tables) {
        HeldSnapshot.hold(
                context.source(),
                ground::prepare,
                source -> HeldSnapshot.hold(
                        context.target(), ground::prepare, target -> compare(tables, new Both<>(source, target))));
    }

    private boolean compare(List<ComparedTable> tables, Both<HeldSnapshot> snapshots) {
        scan(tables, snapshots, ground.form());
        List<ComparedTable> digested = List.copyOf(toDigest);
        toDigest.clear();
        scan(digested, snapshots, ground.form().asDigested());
        if (!toLocate.isEmpty()) {
            snapshots
                    .source()
                    .withSession(source -> snapshots.target().withSession(target -> {
                        TwoSessions sessions = new TwoSessions(source, target, threads);
                        toLocate.forEach(table -> locate(
                                sessions,
                                table,
                                digested.contains(table) ? ground.form().asDigested() : ground.form()));
                        return true;
                    }));
        }
        return true;
    }

    private void scan(List<ComparedTable> tables, Both<HeldSnapshot> snapshots, RowForm form) {
        Map<QualifiedName, ComparedTable> byName =
                tables.stream().collect(Collectors.toMap(ComparedTable::name, Function.identity()));
        CompletableFuture<Void> both = CompletableFuture.allOf(List.of(Side.values()).stream()
                .map(side -> new SideScan(
                                context,
                                side,
                                snapshots.on(side),
                                ground.splits(side),
                                tables,
                                form,
                                (name, scan) -> judge(byName.get(name), side, scan),
                                this::advance)
                        .start(SESSIONS, threads))
                .toArray(CompletableFuture[]::new));
        TwoSessions.join(both);
    }

    private void judge(ComparedTable table, Side side, Scan scan) {
        Map<Side, Scan> known = scans.computeIfAbsent(table.name(), name -> new EnumMap<>(Side.class));
        synchronized (known) {
            known.put(side, scan);
            if (known.size() < Side.values().length) {
                return;
            }
            scans.remove(table.name());
        }
        judge(table, new Both<>(known.get(Side.SOURCE), known.get(Side.TARGET)));
    }

    private void judge(ComparedTable table, Both<Scan> scan) {
        if (scan.source() instanceof Scan.Failed failed) {
            comparison.found(TableVerdict.notVerified(table.name(), failed.problem()));
        } else if (scan.target() instanceof Scan.Failed failed) {
            comparison.found(TableVerdict.notVerified(table.name(), failed.problem()));
        } else if (scan.source() instanceof Scan.Added here && scan.target() instanceof Scan.Added there) {
            if (here.equals(there)) {
                comparison.found(TableVerdict.equal(table.name(), here.tally()));
            } else {
                toLocate.add(table);
            }
        } else {
            toDigest.add(table);
        }
    }

    private void locate(TwoSessions sessions, ComparedTable table, RowForm form) {
        comparison.found(TableVerdict.of(table.name(), located(sessions, table, form)));
    }

    private ComparedRows located(TwoSessions sessions, ComparedTable table, RowForm form) {
        if (table.hasKey()) {
            KeyedComparison keyed = new KeyedComparison(context, table, form, CaughtUp.AT_ONCE, 1, Optional.empty());
            keyed.goOn(sessions, rows -> context.throwIfCancelled());
            return keyed.result(sessions);
        }
        KeylessComparison keyless = new KeylessComparison(table, form);
        Both<Tally> totals = keyless.tallies(sessions, CaughtUp.AT_ONCE).orElseThrow();
        return new ComparedRows(totals, keyless.differences(sessions), 0);
    }

    private void advance(Side side, Part part) {
        long end = part.blocks()
                .end()
                .orElse(Math.max(part.blocks().first(), part.table().blocks()));
        comparison.advance(part.table().name(), end - part.blocks().first());
    }
}
