package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationEvent.SchemaObjectApplied;
import dev.planetfall.migration.Progress;
import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.TableCopy;
import dev.planetfall.postgres.QualifiedName;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes what was held back, several objects at once and what takes longest first: what belongs to one table alone as
 * soon as the rows of that table are there, and everything else once all are. What to make is known from the journal; whether
 * it is there already is found out by making it, so that this can be broken off anywhere and begun again.
 *
 * <p>Used by one thread; others do the work.
 */
public final class DeferredBuild implements AutoCloseable {
    /** Of one table each, and of no consequence for what rows another table may get. */
    private static final Set<String> OF_ONE_TABLE = Set.of("INDEX", "CONSTRAINT", "STATISTICS", "REPLICA IDENTITY");

    private final MigrationContext context;
    private final Builders builders;
    private final Map<SchemaKey, SchemaOutcome> waiting = new LinkedHashMap<>();
    private final Set<SchemaKey> building = new HashSet<>();
    private final Set<SchemaKey> doubtful = new HashSet<>();
    private final Set<SchemaKey> needed = new HashSet<>();
    private final Map<SchemaKey, Long> tables = new HashMap<>();
    private final Map<SchemaKey, Long> copied = new HashMap<>();
    private final Map<SchemaKey, Set<SchemaKey>> keys = new HashMap<>();
    private final int total;
    private Optional<IndexCosts> costs = Optional.empty();
    private boolean allCopied;

    private DeferredBuild(MigrationContext context) {
        this.context = context;
        builders = new Builders(context);
        context.state().schema().stream()
                .filter(DeferredBuild::isToBeMade)
                .forEach(outcome -> waiting.put(outcome.key(), outcome));
        HeldBackKeys.among(waiting.values()).forEach(key -> keys.put(key, tables(waiting.get(key))));
        waiting.values().forEach(outcome -> needed.addAll(outcome.waitsFor()));
        total = waiting.size();
    }

    /** Nothing is made before the first table is told of. */
    public static DeferredBuild of(MigrationContext context) {
        return new DeferredBuild(context);
    }

    /** Whether anything is still held back, or failed. */
    public static boolean isDue(MigrationContext context) {
        return context.state().schema().stream().anyMatch(DeferredBuild::isToBeMade);
    }

    /** Begins with what belongs to one of these tables alone, its key first. */
    public void areCopied(Collection<TableCopy> all) {
        areCopied(all, all);
    }

    /**
     * Begins with the keys of tables whose rows are there, and with everything else that belongs to one of them alone where it
     * may begin.
     *
     * @param free tables whose indexes may be built already
     */
    public void areCopied(Collection<TableCopy> all, Collection<TableCopy> free) {
        boolean news = false;
        for (TableCopy table : all) {
            news |= copied.put(key(table.table()), table.bytesTotal()) == null;
        }
        for (TableCopy table : free) {
            news |= tables.put(key(table.table()), table.bytesTotal()) == null;
        }
        if (news) {
            handOut();
        }
    }

    /** Those of which only the keys may be built as far as was told. */
    public List<TableCopy> restrained(Collection<TableCopy> all) {
        return all.stream()
                .filter(table -> !tables.containsKey(key(table.table())))
                .toList();
    }

    /** Whether a table has its rows and not its key: until that is made, it refuses changes. */
    public boolean awaitsKeys() {
        return keys.keySet().stream()
                .anyMatch(key -> isOpen(key) && copied.keySet().containsAll(keys.get(key)));
    }

    /** Begins with everything that needs nothing else that is held back. */
    private void allAreCopied() {
        allCopied = true;
        builders.rowsAreThere();
        handOut();
    }

    /** {@link #allAreCopied}, and waits until everything is made. */
    public void finish(Duration poll) {
        allAreCopied();
        while (!isDone()) {
            context.report(progress());
            await(poll);
        }
        compareWhatWasThere();
    }

    private boolean isDone() {
        return waiting.isEmpty() && building.isEmpty();
    }

    /**
     * Waits a little, and tells what was made meanwhile.
     *
     * @throws dev.planetfall.postgres.DatabaseException when a connection was lost
     * @throws dev.planetfall.migration.MigrationCancelledException when the person stopped it
     */
    public void await(Duration patience) {
        Optional<Builders.Made> next = builders.next(patience);
        boolean news = false;
        while (next.isPresent()) {
            tell(next.get());
            news |= frees(next.get().outcome().key());
            next = builders.next(Duration.ZERO);
        }
        if (news) {
            handOut();
        }
    }

    /** {@link #await} as long as that, whatever is made meanwhile. */
    public void awaitAll(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); left > 0; left = end - System.nanoTime()) {
            await(Duration.ofNanos(left));
        }
    }

    /** Whether anything else may begin once it is made. With ten thousand objects it matters to look for that seldom. */
    private boolean frees(SchemaKey made) {
        return needed.contains(made) || keys.containsKey(made);
    }

    /** Tells of what was there before whether it is what the source has; at last. */
    private void compareWhatWasThere() {
        Sameness.differing(context, doubtful, context.state().schema())
                .forEach(outcome ->
                        context.report(new SchemaObjectApplied(context.clock().instant(), outcome)));
    }

    /** How much of it is made, and what is being made. */
    private Progress progress() {
        List<SchemaKey> busy = builders.busyWith();
        String more = busy.size() > 1 ? Messages.text("schema.deferred-build.and-more", (busy.size() - 1)) : "";
        String label = busy.isEmpty()
                ? Messages.text("schema.deferred-build.building-what-was-held-back")
                : Messages.text("schema.deferred-build.building", busy.get(0), more);
        return new Progress(label, done(), total, "objects");
    }

    /** Such as {@code , 3 of 12 held-back objects made}; empty when there is none. */
    public String summary() {
        return total == 0
                ? ""
                : Messages.text(
                        "schema.deferred-build.made", new Progress("", done(), total, "held-back objects").amount());
    }

    @Override
    public void close() {
        builders.close();
    }

    private static boolean isToBeMade(SchemaOutcome outcome) {
        return outcome.result() == Result.HELD_BACK || outcome.result().isFailure();
    }

    private int done() {
        return total - waiting.size() - building.size();
    }

    /** As {@link SchemaObject#identity()} names it. */
    private static SchemaKey key(QualifiedName table) {
        return new SchemaKey("TABLE", table.schema().name() + "." + table.name().name());
    }

    private void tell(Builders.Made made) {
        SchemaKey key = made.outcome().key();
        building.remove(key);
        if (made.doubtful()) {
            doubtful.add(key);
        }
        context.report(new SchemaObjectApplied(context.clock().instant(), made.outcome()));
    }

    private void handOut() {
        Set<SchemaKey> keyless = keys.keySet().stream()
                .filter(this::isOpen)
                .flatMap(key -> keys.get(key).stream())
                .collect(Collectors.toSet());
        List<SchemaOutcome> due = waiting.values().stream()
                .filter(outcome -> isDue(outcome, keyless))
                .toList();
        for (SchemaOutcome outcome : due) {
            // Handing over may fail when the target is away; then the object goes on waiting.
            builders.hand(new BuildJob(
                    outcome, keys.containsKey(outcome.key()), cost(outcome), total - waiting.size(), needs(outcome)));
            waiting.remove(outcome.key());
            building.add(outcome.key());
        }
    }

    private long cost(SchemaOutcome outcome) {
        IndexCosts known = costs.orElseGet(() -> context.source().withReadOnlySession(IndexCosts::of));
        costs = Optional.of(known);
        return known.of(outcome, bytes(outcome));
    }

    /** Two builds on one table at once would wait for each other, and the key is what is urgent. */
    private boolean isDue(SchemaOutcome outcome, Set<SchemaKey> keyless) {
        return outcome.waitsFor().stream().noneMatch(this::isOpen)
                && (allCopied || isOfCopiedTable(outcome))
                && (keys.containsKey(outcome.key()) || Collections.disjoint(keyless, tables(outcome)));
    }

    private boolean isOpen(SchemaKey object) {
        return waiting.containsKey(object) || building.contains(object);
    }

    private boolean isOfCopiedTable(SchemaOutcome outcome) {
        Set<SchemaKey> needed = tables(outcome);
        Set<SchemaKey> ready = keys.containsKey(outcome.key()) ? copied.keySet() : tables.keySet();
        return OF_ONE_TABLE.contains(outcome.kind()) && !needed.isEmpty() && ready.containsAll(needed);
    }

    private static Set<SchemaKey> tables(SchemaOutcome outcome) {
        return outcome.waitsFor().stream()
                .filter(key -> key.kind().equals("TABLE"))
                .collect(Collectors.toSet());
    }

    private long bytes(SchemaOutcome outcome) {
        return outcome.waitsFor().stream()
                .mapToLong(key -> copied.getOrDefault(key, 0L))
                .max()
                .orElse(0);
    }

    private List<SchemaOutcome> needs(SchemaOutcome outcome) {
        return outcome.waitsFor().stream()
                .flatMap(key -> context.state().outcomes().find(key).stream())
                .toList();
    }
}
