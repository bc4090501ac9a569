package dev.planetfall.desktop;

import dev.planetfall.os.OperatingSystem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/**
 * A notification of the desktop: over the session's bus on Linux, by a program of the system's own on macOS and Windows. Never through
 * AWT, which starts a second toolkit beside JavaFX and stands still with it on macOS. Each call may take some seconds.
 */
public final class Notifier {
    private static final long PATIENCE_SECONDS = 15;
    private static final int AS_THE_DESKTOP_LIKES = -1;
    private static final byte NORMAL = 1;
    private static final byte CRITICAL = 2;
    private static final String TITLE = "PLANETFALL_TITLE";
    private static final String TEXT = "PLANETFALL_TEXT";

    /** Notifications of Windows belong to an installed program; the words come by the environment and are never part of this. */
    private static final String TOAST = """
            [Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime] > $null
            $kind = [Windows.UI.Notifications.ToastTemplateType]::ToastText02
            $toast = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent($kind)
            $words = $toast.GetElementsByTagName('text')
            $words.Item(0).AppendChild($toast.CreateTextNode($env:PLANETFALL_TITLE)) > $null
            $words.Item(1).AppendChild($toast.CreateTextNode($env:PLANETFALL_TEXT)) > $null
            $program = '{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe'
            [Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier($program).Show(
                [Windows.UI.Notifications.ToastNotification]::new($toast))
            """;

    private final OperatingSystem system;
    private final Optional<String> bus;

    private Notifier(OperatingSystem system, Optional<String> bus) {
        this.system = system;
        this.bus = bus;
    }

    public static Notifier ofThisSystem() {
        return new Notifier(OperatingSystem.current(), SessionBus.address());
    }

    /** For the Linux desktop whose bus listens there. */
    public static Notifier onBus(String address) {
        return new Notifier(OperatingSystem.LINUX, Optional.of(address));
    }

    /** For another system than this. */
    static Notifier of(OperatingSystem system) {
        return new Notifier(system, Optional.empty());
    }

    /** What came of it. */
    public enum Outcome {
        SHOWN,
        REFUSED,
        /** Nothing here shows notifications. */
        ABSENT
    }

    /** @param urgent whether it stays until somebody has seen it */
    public Outcome show(String title, String text, boolean urgent) {
        List<String> command = command(title, text);
        if (!command.isEmpty()) {
            return run(command, title, text);
        }
        return bus.map(address -> tell(address, title, text, urgent)).orElse(Outcome.ABSENT);
    }

    /** The words are arguments or come by the environment, never part of a script. Empty on Linux, which needs no program. */
    List<String> command(String title, String text) {
        return switch (system) {
            case MACOS ->
                List.of(
                        "osascript",
                        "-e",
                        "on run argv",
                        "-e",
                        "display notification (item 2 of argv) with title (item 1 of argv)",
                        "-e",
                        "end run",
                        title,
                        text);
            case WINDOWS -> List.of("powershell", "-NoProfile", "-NonInteractive", "-Command", TOAST);
            case LINUX, OTHER -> List.of();
        };
    }

    private static Outcome tell(String address, String title, String text, boolean urgent) {
        try (SessionBus bus = SessionBus.connect(address)) {
            if (!bus.offers(DesktopBus.Notifications.NAME)) {
                return Outcome.ABSENT;
            }
            DesktopBus.Notifications notifications = bus.object(
                    DesktopBus.Notifications.NAME, DesktopBus.Notifications.PATH, DesktopBus.Notifications.class);
            boolean formats = notifications.GetCapabilities().contains("body-markup");
            notifications.Notify(
                    "Planetfall",
                    new UInt32(0),
                    "planetfall",
                    title,
                    formats ? plain(text) : text,
                    List.of(),
                    Map.of(
                            "urgency", new Variant<>(urgent ? CRITICAL : NORMAL),
                            "desktop-entry", new Variant<>("planetfall")),
                    AS_THE_DESKTOP_LIKES);
            return Outcome.SHOWN;
        } catch (DesktopException | DBusExecutionException e) {
            return Outcome.REFUSED;
        }
    }

    /** Where a body may be formatted, names of tables must not be taken for it. */
    private static String plain(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static Outcome run(List<String> command, String title, String text) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put(TITLE, title);
        builder.environment().put(TEXT, text);
        try {
            Process process = builder.start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Outcome.REFUSED;
            }
            return process.exitValue() == 0 ? Outcome.SHOWN : Outcome.REFUSED;
        } catch (IOException e) {
            return Outcome.ABSENT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.REFUSED;
        }
    }
}
