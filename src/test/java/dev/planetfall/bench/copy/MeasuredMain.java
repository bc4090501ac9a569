package dev.planetfall.bench.copy;

import com.sun.management.OperatingSystemMXBean;
import dev.planetfall.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The program, watched from inside: what it used of the heap and of the CPU goes to a file when it ends. */
final class MeasuredMain {
    /** The system property that names the file. */
    static final String FILE = "bench.copy.figures";

    private static final long PERIOD_MILLIS = 50;
    private static final Queue<ProcessSample> SAMPLES = new ConcurrentLinkedQueue<>();

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
        SAMPLES.add(new ProcessSample(
                System.currentTimeMillis(),
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed()));
    }

    private static void write(Path file) {
        look();
        try {
            Files.write(file, SAMPLES.stream().map(ProcessSample::line).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
