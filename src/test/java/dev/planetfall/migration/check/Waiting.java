package dev.planetfall.migration.check;

import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
import java.util.function.BooleanSupplier;

/** For what a server does in its own time. */
final class Waiting {
    private Waiting() {}

    /** Fails after half a minute. */
    static void until(BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(30);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                fail("It did not happen within 30 s");
            }
            Thread.sleep(100);
        }
    }
}
