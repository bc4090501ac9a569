package dev.planetfall.bench.copy;

import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An application that writes to {@link SeededShop} at a steady rate: each transaction adds an account and an event, changes an
 * event and removes one that it added earlier.
 */
final class LiveWrites implements AutoCloseable {
    private static final Duration ARRIVAL_LIMIT = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(20);

    private static final String TRANSACTION = """
            WITH given AS (SELECT ?::bigint AS id),
            account AS (INSERT INTO account SELECT id, 'live' || id, 'live ' || md5(id::text), now() FROM given),
            event AS (INSERT INTO event SELECT id, 1 + id % 50, now(), 'kind live', md5(id::text), '{"live": true}', 'new' FROM given),
            gone AS (DELETE FROM event WHERE id = (SELECT id - 100 FROM given))
            UPDATE event SET note = 'changed', at = now() WHERE id = (SELECT 1 + id % 1000 FROM given)
            """;

    private final Database source;
    private final Duration pace;
    private final long first;
    private final AtomicLong last;
    private final long begun = System.nanoTime();
    private final Thread thread = new Thread(this::write, "live-writes");
    private volatile boolean stopped;
    private volatile Optional<RuntimeException> failure = Optional.empty();

    private LiveWrites(Database source, int rate) {
        this.source = source;
        this.pace = Duration.ofSeconds(1).dividedBy(rate);
        this.first = source.withSession(session -> session.queryOne(
                "SELECT greatest(max(id), 1000000000) + 1 AS id FROM account", row -> row.number("id")));
        this.last = new AtomicLong(first - 1);
        thread.setDaemon(true);
    }

    /** @param rate transactions a second, at most */
    static LiveWrites start(CopyGround ground, int rate) {
        LiveWrites writes = new LiveWrites(ground.source(), rate);
        writes.thread.start();
        return writes;
    }

    /** Transactions a second since the start. */
    double perSecond() {
        return (last.get() - first + 1) * 1e9 / (System.nanoTime() - begun);
    }

    /** Waits until the target, whose tables all follow, has what was written before this call. Returns how long. */
    Duration awaitArrival(Database target) {
        long wanted = last.get();
        long asked = System.nanoTime();
        target.useSession(session -> {
            while (!has(session, wanted)) {
                if (System.nanoTime() - asked > ARRIVAL_LIMIT.toNanos()) {
                    throw new IllegalStateException("The target never received account " + wanted);
                }
                session.execute("SELECT pg_sleep(" + POLL.toMillis() / 1000.0 + ")");
            }
        });
        return Duration.ofNanos(System.nanoTime() - asked);
    }

    /**
     * Ends after the transaction that runs.
     *
     * @throws RuntimeException the first time, when a transaction failed
     */
    void stop() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Optional<RuntimeException> unheard = failure;
        failure = Optional.empty();
        unheard.ifPresent(e -> {
            throw e;
        });
    }

    @Override
    public void close() {
        stop();
    }

    private boolean has(Session target, long account) {
        return account < first
                || target.queryOne(
                        "SELECT EXISTS (SELECT FROM account WHERE id = ?) AS found", row -> row.flag("found"), account);
    }

    private void write() {
        try {
            source.asApplication("bench-live").useSession(this::write);
        } catch (RuntimeException e) {
            failure = Optional.of(e);
        }
    }

    private void write(Session session) {
        long next = System.nanoTime();
        try {
            while (!stopped) {
                session.update(TRANSACTION, last.get() + 1);
                last.incrementAndGet();
                next = Math.max(next + pace.toNanos(), System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
                TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
