package dev.planetfall.ui;

import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.application.Platform;

/** The one bridge from workers to the JavaFX thread. */
public final class FxThread {
    private FxThread() {}

    /** Runs the work on the JavaFX thread: at once when called there, soon otherwise. */
    public static void run(Runnable work) {
        if (Platform.isFxApplicationThread()) {
            work.run();
        } else {
            Platform.runLater(work);
        }
    }

    /** Hands the answer of background work, or its failure, to the JavaFX thread. */
    public static <T> void deliver(CompletionStage<T> work, Consumer<T> answer, Consumer<Throwable> failure) {
        BiConsumer<T, Throwable> outcome = (value, thrown) -> run(() -> {
            if (thrown == null) {
                answer.accept(value);
            } else {
                failure.accept(thrown instanceof java.util.concurrent.CompletionException ? thrown.getCause() : thrown);
            }
        });
        work.whenComplete(outcome);
    }
}
