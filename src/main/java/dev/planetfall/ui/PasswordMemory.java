package dev.planetfall.ui;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Keychain;
import dev.planetfall.migration.KeychainException;
import dev.planetfall.migration.MigrationEvent;
import dev.planetfall.migration.MigrationEvent.PhaseEnded;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.Password;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers passwords in the keychain, away from whoever asks, one thing after another. Hears every event, and forgets the passwords of a
 * migration that is finished. Thread-safe.
 */
public final class PasswordMemory implements BiConsumer<MigrationEvent, MigrationState>, AutoCloseable {
    /** Remembers nothing, as in a rehearsal whose servers are thrown away. */
    public static final PasswordMemory NONE =
            new PasswordMemory(new Keychain.Absent(Messages.text("window.password-memory.not-in-a-rehearsal")));

    private static final Logger LOG = LoggerFactory.getLogger(PasswordMemory.class);
    private static final Duration LOOKING = Duration.ofSeconds(5);
    private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(3);

    private final Keychain keychain;
    /** Its thread comes with the first question and goes when nothing is asked. */
    private final ThreadPoolExecutor worker =
            new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), PasswordMemory::daemon);

    public PasswordMemory(Keychain keychain) {
        this.keychain = keychain;
        worker.allowCoreThreadTimeOut(true);
    }

    /** Why nothing can be remembered, in a sentence; empty when it can. Answers within five seconds. */
    public CompletableFuture<Optional<String>> obstacle() {
        return CompletableFuture.supplyAsync(keychain::obstacle, worker)
                .completeOnTimeout(
                        Optional.of(Messages.text("window.password-memory.does-not-answer")),
                        LOOKING.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** Completes exceptionally with a {@link KeychainException}, as all of these; the system may ask the person before. */
    public CompletableFuture<Optional<Password>> find(String migrationId, Side side) {
        return CompletableFuture.supplyAsync(() -> keychain.find(migrationId, side), worker);
    }

    public CompletableFuture<Void> keep(String migrationId, Side side, Password password) {
        return CompletableFuture.runAsync(() -> keychain.keep(migrationId, side, password), worker);
    }

    public CompletableFuture<Void> forget(String migrationId, Side side) {
        return CompletableFuture.runAsync(() -> keychain.forget(migrationId, side), worker);
    }

    @Override
    public void accept(MigrationEvent event, MigrationState state) {
        boolean finished = event instanceof PhaseEnded ended
                && ended.phase() == Phase.FINISH
                && ended.status() == PhaseStatus.DONE;
        if (finished) {
            state.plan().map(MigrationPlan::id).ifPresent(id -> worker.execute(() -> clear(id)));
        }
    }

    /** Forgets both sides, on the thread of who asks. What goes wrong is logged: nobody could do more about it here. */
    public void clear(String migrationId) {
        try {
            keychain.forget(migrationId);
        } catch (KeychainException e) {
            LOG.warn("The passwords of {} may still be in the keychain: {}", migrationId, e.getMessage());
        }
    }

    /** Lets the keychain take what was asked of it, for a while at most. */
    @Override
    public void close() {
        worker.shutdown();
        try {
            if (!worker.awaitTermination(CLOSING_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "keychain");
        thread.setDaemon(true);
        return thread;
    }
}
