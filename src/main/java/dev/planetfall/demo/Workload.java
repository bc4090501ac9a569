package dev.planetfall.demo;

import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/**
 * An application that writes to the sample store without pause: inserts, updates and deletes, several sessions at once.
 * It keeps account of every transaction that the server confirmed, so that a migration can be shown to have lost none.
 */
public final class Workload implements AutoCloseable {
    /** Transactions a second in the demo. */
    public static final int DEMO_RATE = 100;

    /** Tells the application apart from this program where sessions are listed. */
    static final String APPLICATION_NAME = "storefront";

    private static final int WORKERS = 4;
    private static final Duration GOODBYE = Duration.ofSeconds(10);

    private final UUID run = UUID.randomUUID();
    private final Acknowledgements acknowledgements = new Acknowledgements(System::nanoTime);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    private Workload() {}

    /**
     * Starts writing at once, on threads of its own.
     *
     * @param settings a database that {@link SampleStore} filled
     * @param rate transactions a second, at most; a slow server gets fewer
     */
    public static Workload start(ConnectionSettings settings, int rate) {
        Workload workload = new Workload();
        Database database = new Database(settings, "storefront").asApplication(APPLICATION_NAME);
        Duration pace = Duration.ofSeconds(WORKERS).dividedBy(rate);
        for (int number = 0; number < WORKERS; number++) {
            Runnable worker =
                    new StoreWorker(database, workload.run, number, pace, workload.acknowledgements, workload.closed);
            Thread thread = new Thread(worker, "storefront-" + number);
            thread.setDaemon(true);
            workload.threads.add(thread);
            thread.start();
        }
        return workload;
    }

    /** Transactions that the server confirmed since the start. */
    public long acknowledged() {
        return acknowledgements.total();
    }

    /** Confirmed transactions a second, lately. 0 while writes are frozen. */
    public double perSecond() {
        return acknowledgements.perSecond();
    }

    /** How many confirmed transactions a database does not have. Anything but 0 after a drain is a lost write. */
    public long missingFrom(Database database) {
        Map<Integer, BitSet> missing = acknowledgements.snapshot();
        database.withSession(session -> session.query(
                "SELECT worker, sequence FROM write_ledger WHERE run = ?",
                row -> {
                    missing.getOrDefault(row.integer("worker"), new BitSet()).clear(row.integer("sequence"));
                    return true;
                },
                run));
        return missing.values().stream().mapToLong(BitSet::cardinality).sum();
    }

    /** Ends the sessions after the transaction each is in. From then on the account does not change. */
    public void stop() {
        closed.countDown();
        try {
            for (Thread thread : threads) {
                thread.join(GOODBYE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
