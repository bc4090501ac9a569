package dev.planetfall.ui;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** This program once more, in a window of its own, with two small servers to practise on. */
public interface RehearsalProgram {
    /** What starts it in a terminal. */
    String command();

    /**
     * Starts it and returns at once.
     *
     * @return done when it has ended: empty when it ended well, else the last sentence it said. Fails with an
     *     {@link java.io.UncheckedIOException} when it could not be started.
     */
    CompletableFuture<Optional<String>> start();
}
