package dev.planetfall.cli;

import dev.planetfall.migration.Keychain;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes from the keychain what the window remembered of a migration that the command line has finished. */
final class Forgetting {
    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);
    /** Nobody may be there whom a locked keychain could ask. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Forgetting() {}

    static void passwords(Keychain keychain, String migrationId) {
        try {
            CompletableFuture.runAsync(() -> keychain.forget(migrationId))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The keychain may still hold passwords of {}", migrationId);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
