package dev.planetfall.migration.schema;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Outage;
import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.schema.BuildQueue.Taken;
import dev.planetfall.postgres.DatabaseException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Threads that make objects of the schema, each in a session of its own, which it gives back when there is nothing to do. A lost
 * session is opened again, and its object is made by whoever comes first.
 */
final class Builders implements AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration CANCEL_PERIOD = Duration.ofMillis(100);

    /** @param doubtful whether it may not be what the source has */
    record Made(SchemaOutcome outcome, boolean doubtful) {}

    private final MigrationContext context;
    private final BuildQueue jobs = new BuildQueue();
    private final BlockingQueue<Supplier<Made>> results = new LinkedBlockingQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(Builders::daemon);
    private final Set<SchemaKey> busyWith = ConcurrentHashMap.newKeySet();
    private boolean begun;

    Builders(MigrationContext context) {
        this.context = context;
    }

    /** @throws DatabaseException when the target could not be asked what it can bear */
    void hand(BuildJob job) {
        if (!begun) {
            BuildCapacity capacity = context.target().withReadOnlySession(BuildCapacity::of);
            for (int i = 0; i < capacity.builders(); i++) {
                threads.execute(() -> work(capacity));
            }
            begun = true;
        }
        jobs.add(job);
    }

    /** From now on nothing else uses the target. */
    void rowsAreThere() {
        jobs.areLast();
    }

    /**
     * Waits for the next object that is done.
     *
     * @throws DatabaseException when the target stayed away for minutes
     * @throws dev.planetfall.migration.MigrationCancelledException when the person stopped it
     */
    Optional<Made> next(Duration patience) {
        try {
            Optional<Made> next = Optional.ofNullable(results.poll(patience.toMillis(), TimeUnit.MILLISECONDS))
                    .map(Supplier::get);
            context.throwIfCancelled();
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** What is being made at this moment. */
    List<SchemaKey> busyWith() {
        return List.copyOf(busyWith);
    }

    /** Breaks off what is being made. A statement that is about to be sent cannot be stopped yet, so this is tried again. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            while (!threads.awaitTermination(CANCEL_PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                context.target().cancelRunning();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(BuildCapacity capacity) {
        Outage outage = new Outage();
        try {
            while (true) {
                AtomicReference<Optional<Taken>> inHand =
                        new AtomicReference<>(Optional.of(jobs.take(capacity.builders())));
                try {
                    TargetSession.lend(context, target -> workThrough(target, capacity, inHand));
                    outage.end();
                } catch (DatabaseException e) {
                    // Whether the object was made before the connection was lost is found out by making it.
                    inHand.get().map(Taken::job).ifPresent(jobs::giveBack);
                    outage.outlast(context, e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            results.add(() -> {
                throw e;
            });
        }
    }

    private boolean workThrough(TargetSession target, BuildCapacity capacity, AtomicReference<Optional<Taken>> inHand) {
        target.sortIn(capacity.memory());
        try {
            while (inHand.get().isPresent()) {
                Taken taken = inHand.get().get();
                target.sortInParallel(taken.inParallel());
                Made made = make(target, taken.job());
                inHand.set(Optional.empty());
                jobs.isMade(taken.job());
                results.add(() -> made);
                inHand.set(jobs.take(capacity.builders(), IDLE));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private Made make(TargetSession target, BuildJob job) {
        SchemaKey key = job.object().key();
        busyWith.add(key);
        try {
            job.needs().forEach(target::remember);
            SchemaObject object = BesideReplication.inTwo(SchemaObject.of(job.object()));
            SchemaOutcome outcome =
                    target.makeBesideReplication(object, context.state().choice(key));
            return new Made(outcome, target.doubtful().contains(key));
        } finally {
            busyWith.remove(key);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "deferred-build");
        thread.setDaemon(true);
        return thread;
    }
}
