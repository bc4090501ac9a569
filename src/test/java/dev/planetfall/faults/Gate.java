package dev.planetfall.faults;

import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Keeps whoever comes to one stage's row on the target waiting there, for as long as this is open. */
final class Gate implements AutoCloseable {
    private static final String WAITING =
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'";

    private final Database target;
    private final CountDownLatch shut = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread holder;

    private Gate(Database target, Stage stage) {
        this.target = target;
        holder = new Thread(() -> hold(stage.key()), "gate-" + stage);
        holder.setDaemon(true);
    }

    static Gate shut(Database target, Stage stage) throws InterruptedException {
        Gate gate = new Gate(target, stage);
        gate.holder.start();
        gate.shut.await();
        return gate;
    }

    private void hold(int key) {
        try {
            target.useSession(session -> {
                session.query("SELECT pg_advisory_lock(4242, ?)::text AS held", row -> true, key);
                shut.countDown();
                await(closing);
            });
        } catch (RuntimeException e) {
            // With its server the gate is gone, too.
            shut.countDown();
        }
    }

    /** Returns the server processes that wait, once there are some; none where nobody comes. */
    Set<Integer> awaitAnybody(Database admin) {
        return awaitAnybody(admin, () -> true);
    }

    /** {@link #awaitAnybody(Database)} for as long as the program runs. */
    Set<Integer> awaitAnybody(Database admin, Process program) {
        return awaitAnybody(admin, program::isAlive);
    }

    private static Set<Integer> awaitAnybody(Database admin, BooleanSupplier isAlive) {
        return admin.withSession(session -> {
            Set<Integer> waiting = waiting(session);
            for (int i = 0; i < 1200 && waiting.isEmpty() && isAlive.getAsBoolean(); i++) {
                pause(50);
                waiting = waiting(session);
            }
            return waiting;
        });
    }

    private static Set<Integer> waiting(Session session) {
        List<Integer> pids = session.query(WAITING, row -> row.integer("pid"));
        return Set.copyOf(pids);
    }

    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets everybody pass. */
    void open() {
        close();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            holder.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
