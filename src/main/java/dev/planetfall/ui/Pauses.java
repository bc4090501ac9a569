package dev.planetfall.ui;

import java.time.Duration;

/** Waiting of a thread that nobody else waits for. */
final class Pauses {
    private Pauses() {}

    /** @throws IllegalStateException when the thread is interrupted meanwhile */
    static void of(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The tour was interrupted", e);
        }
    }
}
