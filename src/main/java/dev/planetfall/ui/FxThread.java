package dev.planetfall.ui;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

    /** Runs work that may have to wait on a thread of its own, away from the JavaFX thread. */
    public static void offThread(Runnable work) {
        Thread thread = new Thread(work, "window-work");
        thread.setDaemon(true);
        thread.start();
    }

    /** Lets the JavaFX thread answer and waits for it. For a tour that drives the window from its own thread. */
    public static <T> T ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        run(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException told ? told : e;
        }
    }

    /** Hands the answer of background work, or its failure, to the JavaFX thread. */
    public static <T> void deliver(CompletionStage<T> work, Consumer<T> answer, Consumer<Throwable> failure) {
        BiConsumer<T, Throwable> outcome = (value, thrown) -> run(() -> {
            if (thrown == null) {
                answer.accept(value);
            } else {
                failure.accept(thrown instanceof CompletionException ? thrown.getCause() : thrown);
            }
        });
        work.whenComplete(outcome);
    }
}
