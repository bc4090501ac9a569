package dev.planetfall.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Keeps the test servers' files in memory where a computer has a file system for that with enough room. Each test makes two
 * databases of 300 files each and removes them, at which a disk's file system may be busy for longer than all else takes.
 */
public final class ServersInMemory implements TestExecutionListener {
    /** The servers' library, and with it all that starts servers, goes by this. */
    private static final String FOLDER = "ot.epg.working-dir";

    private static final boolean WANTED = Boolean.getBoolean("planetfall.test.memory");
    private static final Path MOUNT = Path.of("/dev/shm");
    private static final Path MOUNTS = Path.of("/proc/self/mounts");
    private static final Path MEMORY = Path.of("/proc/meminfo");

    /** The servers of two test processes were seen to take a third of it. */
    private static final long ENOUGH_BYTES = 6L << 30;

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        try {
            if (WANTED && System.getProperty(FOLDER) == null && isFit()) {
                Path own = MOUNT.resolve("planetfall-test-servers-" + System.getProperty("user.name"));
                Files.createDirectories(
                        own, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                System.setProperty(FOLDER, own.resolve("work").toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFit() throws IOException {
        return Stream.of(MOUNT, MOUNTS, MEMORY).allMatch(Files::isReadable)
                && letsProgramsRun()
                && Files.getFileStore(MOUNT).getUsableSpace() >= ENOUGH_BYTES
                && availableBytes() >= ENOUGH_BYTES;
    }

    /** The servers' programs are unpacked there, too. */
    private static boolean letsProgramsRun() throws IOException {
        return lines(MOUNTS)
                .filter(words -> words.get(1).equals(MOUNT.toString()))
                .anyMatch(words -> words.get(2).equals("tmpfs")
                        && !Arrays.asList(words.get(3).split(",", -1)).contains("noexec"));
    }

    private static long availableBytes() throws IOException {
        return lines(MEMORY)
                .filter(words -> words.get(0).equals("MemAvailable:"))
                .mapToLong(words -> Long.parseLong(words.get(1)) << 10)
                .findFirst()
                .orElse(0);
    }

    private static Stream<List<String>> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(line -> List.of(line.split(" +", -1)));
    }
}
