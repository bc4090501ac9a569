package dev.planetfall.desktop;

import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinBase;
import dev.planetfall.os.OperatingSystem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.types.UInt32;

/**
 * The system does not go to sleep by itself while this is open. Each way ends with this program, too, however that ends: the bus notices that
 * its connection is gone, a child that its input is, Windows that its thread is.
 */
public final class Wakefulness implements AutoCloseable {
    private static final String PROGRAM = "Planetfall";
    private static final UInt32 NO_WINDOW = new UInt32(0);

    private final Runnable end;

    private Wakefulness(Runnable end) {
        this.end = end;
    }

    /**
     * Begins; empty where the system knows no way. May take a second.
     *
     * @param reason for people who wonder, in a few words
     */
    public static Optional<Wakefulness> begin(String reason) {
        return switch (OperatingSystem.current()) {
            case MACOS ->
                child(List.of(
                        "caffeinate",
                        "-i",
                        "-w",
                        Long.toString(ProcessHandle.current().pid())));
            case WINDOWS -> Optional.of(windows());
            case LINUX, OTHER ->
                SessionBus.address().flatMap(address -> onBus(address, reason)).or(() -> systemd(reason));
        };
    }

    /** By a service of the Linux desktop whose bus listens there; empty where none does that. */
    public static Optional<Wakefulness> onBus(String address, String reason) {
        try {
            SessionBus bus = SessionBus.connect(address);
            try {
                Optional<Wakefulness> begun = gnome(bus, reason).or(() -> powerManagement(bus, reason));
                if (begun.isEmpty()) {
                    bus.close();
                }
                return begun;
            } catch (DesktopException | DBusExecutionException e) {
                bus.close();
                return Optional.empty();
            }
        } catch (DesktopException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        end.run();
    }

    private static Optional<Wakefulness> gnome(SessionBus bus, String reason) {
        if (!bus.offers(DesktopBus.GnomeSession.NAME)) {
            return Optional.empty();
        }
        DesktopBus.GnomeSession session =
                bus.object(DesktopBus.GnomeSession.NAME, DesktopBus.GnomeSession.PATH, DesktopBus.GnomeSession.class);
        UInt32 cookie = session.Inhibit(PROGRAM, NO_WINDOW, reason, DesktopBus.GnomeSession.SUSPEND);
        return Optional.of(held(bus, () -> session.Uninhibit(cookie)));
    }

    private static Optional<Wakefulness> powerManagement(SessionBus bus, String reason) {
        if (!bus.offers(DesktopBus.PowerManagement.NAME)) {
            return Optional.empty();
        }
        DesktopBus.PowerManagement power = bus.object(
                DesktopBus.PowerManagement.NAME, DesktopBus.PowerManagement.PATH, DesktopBus.PowerManagement.class);
        UInt32 cookie = power.Inhibit(PROGRAM, reason);
        return Optional.of(held(bus, () -> power.UnInhibit(cookie)));
    }

    private static Wakefulness held(SessionBus bus, Runnable release) {
        return new Wakefulness(() -> {
            try (bus) {
                release.run();
            } catch (DBusExecutionException e) {
                // It ends with the connection all the same.
            }
        });
    }

    /** Where a program runs without a desktop. */
    private static Optional<Wakefulness> systemd(String reason) {
        return child(List.of(
                "systemd-inhibit", "--what=sleep", "--mode=block", "--who=" + PROGRAM, "--why=" + reason, "cat"));
    }

    /** A program that lasts as long as its input, or as this program. */
    private static Optional<Wakefulness> child(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return Optional.of(new Wakefulness(process::destroy));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Wakefulness windows() {
        CountDownLatch over = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    try {
                        Kernel32.INSTANCE.SetThreadExecutionState(WinBase.ES_CONTINUOUS | WinBase.ES_SYSTEM_REQUIRED);
                        over.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "staying-awake");
        thread.setDaemon(true);
        thread.start();
        return new Wakefulness(over::countDown);
    }
}
