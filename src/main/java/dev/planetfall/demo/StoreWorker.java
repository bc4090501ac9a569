package dev.planetfall.demo;

import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Session;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One session of the sample store's application. When it is cut off it comes back, as applications do. */
final class StoreWorker implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWorker.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Database database;
    private final UUID run;
    private final int number;
    private final Duration pace;
    private final Acknowledgements acknowledgements;
    private final CountDownLatch closed;
    private int sequence;
    private Duration wait = FIRST_WAIT;

    StoreWorker(
            Database database,
            UUID run,
            int number,
            Duration pace,
            Acknowledgements acknowledgements,
            CountDownLatch closed) {
        this.database = database;
        this.run = run;
        this.number = number;
        this.pace = pace;
        this.acknowledgements = acknowledgements;
        this.closed = closed;
    }

    @Override
    public void run() {
        while (isOpen()) {
            try {
                database.useSession(this::writeUntilClosed);
            } catch (DatabaseException e) {
                LOG.debug("The storefront was cut off", e);
                pause(wait);
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
            }
        }
    }

    private void writeUntilClosed(Session session) {
        long next = System.nanoTime();
        while (isOpen()) {
            writeOnce(session);
            wait = FIRST_WAIT;
            // After a delay it goes on at its pace and does not make up for lost time.
            next = Math.max(next + pace.toNanos(), System.nanoTime());
            pause(Duration.ofNanos(next - System.nanoTime()));
        }
    }

    /** A number is never used twice: of a transaction cut off in its commit nobody knows whether it was saved. */
    private void writeOnce(Session session) {
        int mine = sequence++;
        session.inTransaction(() -> {
            session.update("INSERT INTO write_ledger (run, worker, sequence) VALUES (?, ?, ?)", run, number, mine);
            StoreActivity.any(ThreadLocalRandom.current()).perform(session);
            return true;
        });
        acknowledgements.add(number, mine);
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    private void pause(Duration time) {
        try {
            closed.await(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            closed.countDown();
            Thread.currentThread().interrupt();
        }
    }
}
