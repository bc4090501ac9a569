package dev.planetfall.migration.run;

import dev.planetfall.migration.Failure;
import java.time.Duration;
import java.util.Optional;

/** Stops work that takes longer than it may. Thread-safe. */
final class TimeLimit {
    private final Runnable stop;
    private Optional<Thread> running = Optional.empty();
    private Optional<Failure> expiry = Optional.empty();

    /** @param stop returns at once */
    TimeLimit(Runnable stop) {
        this.stop = stop;
    }

    /** From now on; an earlier limit counts no more. */
    synchronized void set(Duration time, Failure reason) {
        lift();
        Thread thread = new Thread(() -> expireAfter(time, reason), "time-limit");
        thread.setDaemon(true);
        running = Optional.of(thread);
        thread.start();
    }

    /** @return false when the time was over already */
    synchronized boolean lift() {
        running.ifPresent(Thread::interrupt);
        running = Optional.empty();
        return expiry.isEmpty();
    }

    synchronized Optional<Failure> expiry() {
        return expiry;
    }

    private void expireAfter(Duration time, Failure reason) {
        try {
            Thread.sleep(time.toMillis());
            expire(reason);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void expire(Failure reason) {
        if (running.filter(Thread.currentThread()::equals).isPresent()) {
            expiry = Optional.of(reason);
            stop.run();
        }
    }
}
