package dev.planetfall.migration.schema;

import dev.planetfall.migration.SchemaKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * What waits to be made, and what is being made. A job is handed out only when nothing that is being made holds one of its tables
 * against it: a builder that waits for a lock could have built something else. Thread-safe.
 */
final class BuildQueue {
    private final NavigableSet<BuildJob> waiting = new TreeSet<>(BuildJob.ORDER);
    private final Map<SchemaKey, List<TableHold>> held = new HashMap<>();
    private int underWay;
    private boolean isLast;

    /**
     * A job in the hand of a builder.
     *
     * @param inParallel whether it may have the server's other processes, too
     */
    record Taken(BuildJob job, boolean inParallel) {}

    synchronized void add(BuildJob job) {
        waiting.add(job);
        notifyAll();
    }

    /** Nothing else uses the server any more. */
    synchronized void areLast() {
        isLast = true;
    }

    /** Waits as long as it takes. */
    synchronized Taken take(int builders) throws InterruptedException {
        Optional<BuildJob> next = free();
        while (next.isEmpty()) {
            wait();
            next = free();
        }
        return begin(next.get(), builders);
    }

    /** Waits for so long. */
    synchronized Optional<Taken> take(int builders, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        Optional<BuildJob> next = free();
        for (long left = patience.toNanos(); next.isEmpty() && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            next = free();
        }
        return next.map(job -> begin(job, builders));
    }

    synchronized void isMade(BuildJob job) {
        underWay--;
        job.holds().forEach((table, hold) -> held.get(table).remove(hold));
        notifyAll();
    }

    /** It was not made, and waits again. */
    synchronized void giveBack(BuildJob job) {
        isMade(job);
        add(job);
    }

    private Taken begin(BuildJob job, int builders) {
        waiting.remove(job);
        underWay++;
        job.holds()
                .forEach((table, hold) ->
                        held.computeIfAbsent(table, key -> new ArrayList<>()).add(hold));
        return new Taken(job, isLast && underWay + free(builders) <= builders / 2);
    }

    private Optional<BuildJob> free() {
        return waiting.stream().filter(this::isFree).findFirst();
    }

    private long free(int most) {
        return waiting.stream().filter(this::isFree).limit(most).count();
    }

    private boolean isFree(BuildJob job) {
        return job.holds().entrySet().stream()
                .allMatch(entry -> held.getOrDefault(entry.getKey(), List.of()).stream()
                        .allMatch(other -> other.allows(entry.getValue())));
    }
}
