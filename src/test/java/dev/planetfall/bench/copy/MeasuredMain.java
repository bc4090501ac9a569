package dev.planetfall.bench.copy;

import dev.planetfall.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** The program, with its heap watched: the most that was in use goes to a file when it ends. */
final class MeasuredMain {
    /** The system property that names the file. */
    static final String FILE = "bench.copy.figures";

    private static final long PERIOD_MILLIS = 20;
    private static final AtomicLong MOST_USED = new AtomicLong();

    private MeasuredMain() {}

    public static void main(String[] args) {
        Path file = Path.of(System.getProperty(FILE));
        Thread watch = new Thread(MeasuredMain::watch, "heap-watch");
        watch.setDaemon(true);
        watch.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> write(file)));
        Main.main(args);
    }

    private static void watch() {
        try {
            while (true) {
                look();
                Thread.sleep(PERIOD_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void look() {
        MOST_USED.accumulateAndGet(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), Math::max);
    }

    private static void write(Path file) {
        look();
        try {
            Files.writeString(file, Long.toString(MOST_USED.get()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
