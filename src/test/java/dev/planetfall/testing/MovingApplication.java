package dev.planetfall.testing;

import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * An application that writes with several sessions and can be pointed at another server, as a new deployment is. It draws numbers from
 * a sequence, moves money between accounts, and keeps account of every transaction that a server confirmed.
 */
public final class MovingApplication implements AutoCloseable {
    public static final String NAME = "moving-application";
    private static final int WORKERS = 4;
    private static final int ACCOUNTS = 50;
    private static final long RETRY_NANOS = 5_000_000;

    private final Duration pace;
    private final List<Thread> threads = new ArrayList<>();
    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();
    private final AtomicLong lastConfirmed = new AtomicLong();
    private final AtomicLong longestGap = new AtomicLong();
    private volatile Database database;
    private volatile boolean open = true;

    private MovingApplication(Database database, int rate) {
        this.database = database.asApplication(NAME);
        pace = Duration.ofSeconds(WORKERS).dividedBy(rate);
    }

    /** Makes its tables where a database has none. */
    public static void makeTables(Database database) {
        database.useSession(session -> {
            session.execute("CREATE TABLE ledger (id bigserial PRIMARY KEY, entry text NOT NULL UNIQUE)");
            session.execute("CREATE TABLE account (id int PRIMARY KEY, balance bigint NOT NULL)");
        });
    }

    /** Gives {@link #makeTables} something to begin with. */
    public static void fillTables(Database database) {
        database.useSession(session -> session.execute(
                "INSERT INTO account SELECT n, 1000 FROM generate_series(0, " + (ACCOUNTS - 1) + ") AS n"));
    }

    /** @param rate transactions a second, at most */
    public static MovingApplication start(Database database, int rate) {
        MovingApplication application = new MovingApplication(database, rate);
        application.lastConfirmed.set(System.nanoTime());
        for (int number = 0; number < WORKERS; number++) {
            int worker = number;
            Thread thread = new Thread(() -> application.work(worker), "moving-application-" + number);
            thread.setDaemon(true);
            application.threads.add(thread);
            thread.start();
        }
        return application;
    }

    /** From now on it writes there, once its sessions with the other server have ended. */
    public void moveTo(Database other) {
        database = other.asApplication(NAME);
    }

    public long confirmed() {
        return confirmed.size();
    }

    /** The longest time between two confirmed transactions of all sessions since it was asked last. */
    public Duration longestGap() {
        long open = System.nanoTime() - lastConfirmed.get();
        return Duration.ofNanos(Math.max(open, longestGap.getAndSet(0)));
    }

    /** Waits until so many more transactions are confirmed. */
    public void awaitMore(int transactions) {
        long wanted = confirmed() + transactions;
        long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (confirmed() < wanted) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("The application could not write for a minute");
            }
            LockSupport.parkNanos(RETRY_NANOS);
        }
    }

    /** Ends its sessions; then the account does not change any more. */
    public void stop() {
        open = false;
        for (Thread thread : threads) {
            try {
                thread.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        stop();
    }

    /**
     * What is wrong with a database that should have every confirmed transaction once, in sentences. A transaction that was cut off in
     * its commit may or may not be there.
     */
    public List<String> wrongIn(Database checked) {
        return checked.withSession(session -> {
            Map<String, Long> found = new HashMap<>();
            session.query("SELECT entry, count(*) AS n FROM ledger GROUP BY 1", row -> {
                found.put(row.text("entry"), row.number("n"));
                return true;
            });
            List<String> wrong = new ArrayList<>();
            Set<String> missing = new TreeSet<>(confirmed);
            missing.removeAll(found.keySet());
            if (!missing.isEmpty()) {
                wrong.add(missing.size() + " of " + confirmed.size() + " confirmed transactions are missing, first "
                        + missing.iterator().next());
            }
            found.values().stream().filter(n -> n > 1).forEach(n -> wrong.add("an entry is there " + n + " times"));
            long balance =
                    session.queryOne("SELECT sum(balance)::bigint AS sum FROM account", row -> row.number("sum"));
            if (balance != 1000L * ACCOUNTS - found.size()) {
                wrong.add("the accounts do not fit the " + found.size() + " entries: " + balance);
            }
            return wrong;
        });
    }

    private void work(int worker) {
        long sequence = 0;
        while (open) {
            Database used = database;
            try {
                long[] next = {sequence};
                used.useSession(session -> {
                    while (open && used == database) {
                        write(session, worker, next);
                        LockSupport.parkNanos(pace.toNanos());
                    }
                });
                sequence = next[0];
            } catch (DatabaseException e) {
                // The number of a transaction that was cut off is not used again.
                sequence += 1_000_000;
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    /** Every entry takes 1 from an account, so that a change that is lost or applied twice shows in the sum. */
    private void write(Session session, int worker, long[] next) {
        String entry = worker + "-" + next[0]++;
        session.inTransaction(() -> {
            session.update("INSERT INTO ledger (entry) VALUES (?)", entry);
            session.update("UPDATE account SET balance = balance - 1 WHERE id = ?", (int)
                    ((next[0] * WORKERS + worker) % ACCOUNTS));
            return true;
        });
        confirmed.add(entry);
        long now = System.nanoTime();
        long gap = now - lastConfirmed.getAndSet(now);
        longestGap.accumulateAndGet(gap, Math::max);
    }
}
