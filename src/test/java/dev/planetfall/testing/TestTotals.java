package dev.planetfall.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Counts the tests of one run of Maven in {@code target/test-totals.txt}, over all of its processes. */
public final class TestTotals implements TestExecutionListener {
    /** Tells this run of Maven from the one that wrote the file. */
    private static final String RUN = System.getProperty("test.run", "unknown run");

    private static final Pattern LINE = Pattern.compile("(\\d+) passed, (\\d+) failed, (\\d+) skipped\\R(.*)\\R");

    private final AtomicInteger passed = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        skipped.incrementAndGet();
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            switch (result.getStatus()) {
                case SUCCESSFUL -> passed.incrementAndGet();
                case FAILED -> failed.incrementAndGet();
                case ABORTED -> skipped.incrementAndGet();
            }
        } else if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            failed.incrementAndGet();
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        try (FileChannel file = FileChannel.open(
                        Path.of("target", "test-totals.txt"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            ByteBuffer before = ByteBuffer.allocate((int) file.size());
            file.read(before, 0);
            int[] counts = before(StandardCharsets.UTF_8.decode(before.flip()).toString());
            String line = "%d passed, %d failed, %d skipped%n%s%n"
                    .formatted(
                            counts[0] + passed.getAndSet(0),
                            counts[1] + failed.getAndSet(0),
                            counts[2] + skipped.getAndSet(0),
                            RUN);
            file.truncate(0);
            file.write(StandardCharsets.UTF_8.encode(line), 0);
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the other processes of this run, and earlier classes of this one, have counted. */
    private static int[] before(String totals) {
        Matcher matcher = LINE.matcher(totals);
        return matcher.lookingAt() && matcher.group(4).equals(RUN)
                ? new int[] {
                    Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    Integer.parseInt(matcher.group(3))
                }
                : new int[3];
    }
}
