package dev.planetfall.migration.run;

import dev.planetfall.migration.MigrationCancelledException;
import java.time.Duration;
import java.util.function.Consumer;

/** Work on a thread of its own that goes on until it is closed. */
final class Watch implements AutoCloseable {
    private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(5);

    private final RunContext context;
    private final Thread thread;

    private Watch(String name, RunContext context, Consumer<RunContext> work) {
        this.context = context;
        thread = new Thread(() -> workUntilClosed(work), name);
        thread.setDaemon(true);
    }

    /** @param work returns only by {@link MigrationCancelledException} */
    static Watch start(String name, RunContext context, Consumer<RunContext> work) {
        Watch watch = new Watch(name, context, work);
        watch.thread.start();
        return watch;
    }

    /** Ends the work's rest of now before its time. */
    void call() {
        context.call();
    }

    /** Returns when the sessions of the work are closed, or after five seconds. */
    @Override
    public void close() {
        context.cancel();
        try {
            thread.join(CLOSING_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            context.end();
        }
    }

    private void workUntilClosed(Consumer<RunContext> work) {
        try {
            work.accept(context);
        } catch (MigrationCancelledException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
