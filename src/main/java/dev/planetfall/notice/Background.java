package dev.planetfall.notice;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread that does one thing after another, so that whoever publishes events never waits for a desktop that does not answer. */
final class Background {
    private static final int MOST_WAITING = 100;

    private Background() {}

    /** Where something hangs, what waits longest is dropped. The thread is there only while there is something to do. */
    static ThreadPoolExecutor named(String name) {
        ThreadPoolExecutor worker = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                work -> {
                    Thread thread = new Thread(work, name);
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardOldestPolicy());
        worker.allowCoreThreadTimeOut(true);
        return worker;
    }

    /** Lets it do what waits, for a while at most. */
    static void end(ThreadPoolExecutor worker, long seconds) {
        worker.shutdown();
        try {
            if (!worker.awaitTermination(seconds, TimeUnit.SECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
