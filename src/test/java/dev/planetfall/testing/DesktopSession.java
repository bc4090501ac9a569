package dev.planetfall.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.planetfall.keychain.Keychains;
import dev.planetfall.migration.Keychain;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A bus of its own, as a Linux desktop has one for each person who is logged in. Real programs, in a folder that goes with it. */
public final class DesktopSession implements AutoCloseable {
    /** Everybody may talk to everybody, as in any session, and no service is started by talking to it. */
    private static final String RULES = """
            <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
             "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig>
              <type>session</type>
              <listen>%s</listen>
              <policy context="default">
                <allow send_destination="*" eavesdrop="true"/>
                <allow eavesdrop="true"/>
                <allow own="*"/>
              </policy>
            </busconfig>
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final Deque<Process> programs = new ArrayDeque<>();

    private DesktopSession(Path folder) {
        this.folder = folder;
    }

    /** Whether this computer has these programs; a test that needs them says so where it is skipped. */
    public static boolean has(String... programs) {
        return Arrays.stream(programs)
                .allMatch(program -> Arrays.stream(System.getenv("PATH").split(":", -1))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, program))));
    }

    public static DesktopSession start() {
        try {
            DesktopSession session = new DesktopSession(Files.createTempDirectory("planetfall-desktop"));
            Path rules = Files.writeString(session.folder.resolve("bus.conf"), RULES.formatted(session.address()));
            session.run("dbus-daemon", "--nofork", "--nosyslog", "--config-file=" + rules);
            session.await(() -> Files.exists(session.folder.resolve("bus")), "dbus-daemon");
            return session;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String address() {
        return "unix:path=" + folder.resolve("bus");
    }

    /** Starts GNOME Keyring with a keyring that is open, and waits until it answers. Where it is not installed the test is skipped. */
    public void startKeychain() {
        assumeTrue(has("gnome-keyring-daemon"), "needs the package gnome-keyring");
        try {
            Files.createDirectories(folder.resolve("data").resolve("keyrings"));
            Process keyring = run("gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock");
            try (OutputStream password = keyring.getOutputStream()) {
                password.write("of the keyring".getBytes(UTF_8));
            }
            Keychain keychain = Keychains.onBus(address());
            await(() -> keychain.obstacle().isEmpty(), "gnome-keyring-daemon");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program that finds the bus and no file of whoever runs the test. */
    public Process run(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(Path.of(command[0]).getFileName() + ".log")
                        .toFile());
        builder.environment().remove("DISPLAY");
        builder.environment().put("DBUS_SESSION_BUS_ADDRESS", address());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("XDG_DATA_HOME", folder.resolve("data").toString());
        builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
        Process program = builder.start();
        programs.push(program);
        return program;
    }

    /** What the programs wrote. */
    public List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Override
    public void close() {
        programs.forEach(DesktopSession::end);
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(BooleanSupplier started, String program) throws IOException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!started.getAsBoolean()) {
            if (System.nanoTime() > giveUp) {
                throw new IOException(
                        "%s did not start: %s".formatted(program, Files.readString(folder.resolve(program + ".log"))));
            }
            pause();
        }
    }

    private static void end(Process program) {
        program.destroy();
        try {
            if (!program.waitFor(5, TimeUnit.SECONDS)) {
                program.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
