package dev.planetfall.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.os.OperatingSystem;
import dev.planetfall.testing.DesktopServices;
import dev.planetfall.testing.DesktopSession;
import dev.planetfall.testing.DesktopSessionExtension;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** On a session's bus of its own, with services that do what those of a desktop do. */
@Timeout(60)
@ExtendWith(DesktopSessionExtension.class)
class DesktopTest {
    private static final String REASON = "rows travel through it";

    private final DesktopSession session;
    private final DesktopServices services;

    DesktopTest(DesktopSession session, DesktopServices services) {
        this.session = session;
        this.services = services;
    }

    @Test
    void showsANotification() throws Exception {
        services.showingNotifications("body");

        assertThat(notifier().show("Title", "Rows of <b>\"x\"</b> & more", true))
                .isEqualTo(Notifier.Outcome.SHOWN);
        assertThat(services.next()).isEqualTo("Planetfall|planetfall|Title|Rows of <b>\"x\"</b> & more|2");
    }

    @Test
    void keepsTheNamesOfTablesFromFormattingANotification() throws Exception {
        services.showingNotifications("body", "body-markup");

        notifier().show("Title", "Rows of <b>\"x\"</b> & more", false);

        assertThat(services.next())
                .isEqualTo("Planetfall|planetfall|Title|Rows of &lt;b&gt;\"x\"&lt;/b&gt; &amp; more|1");
    }

    @Test
    void saysThatNothingShowsNotifications() {
        assertThat(notifier().show("Title", "Text", false)).isEqualTo(Notifier.Outcome.ABSENT);
        assertThat(Notifier.of(OperatingSystem.OTHER).show("Title", "Text", false))
                .isEqualTo(Notifier.Outcome.ABSENT);
        assertThat(Notifier.onBus("unix:path=/nowhere").show("Title", "Text", false))
                .isEqualTo(Notifier.Outcome.REFUSED);
    }

    /** Those systems are not here: at least no word becomes part of a script. */
    @Test
    void givesTheWordsToOtherSystemsAsTheyAre() {
        assertThat(Notifier.of(OperatingSystem.MACOS).command("Title", "say \"x\""))
                .startsWith("osascript", "-e", "on run argv")
                .endsWith("Title", "say \"x\"");
        assertThat(Notifier.of(OperatingSystem.WINDOWS).command("Title", "say \"x\""))
                .startsWith("powershell", "-NoProfile")
                .noneMatch(word -> word.contains("say"));
    }

    @Test
    void keepsGnomeAwakeUntilItIsClosed() throws Exception {
        services.likeGnome().likeKde();

        Wakefulness held = Wakefulness.onBus(session.address(), REASON).orElseThrow();
        assertThat(services.next()).isEqualTo("held by Planetfall: rows travel through it, 4");
        held.close();

        assertThat(services.next()).isEqualTo("let go 7");
        assertThat(services.next()).isEqualTo("the holder is gone");
    }

    @Test
    void keepsKdeAwakeUntilItIsClosed() throws Exception {
        services.likeKde();

        try (Wakefulness held = Wakefulness.onBus(session.address(), REASON).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(services.next()).isEqualTo("held by Planetfall: rows travel through it");
        }

        assertThat(services.next()).isEqualTo("let go 7");
    }

    @Test
    void letsGoWhenTheProgramIsKilled() throws Exception {
        services.likeGnome();
        Process program = session.run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Sleepless.class.getName(),
                session.address());
        assertThat(services.next()).isEqualTo("held by Planetfall: rows travel through it, 4");
        assertThat(services.staysQuiet()).isTrue();

        program.destroyForcibly();

        assertThat(services.next()).isEqualTo("the holder is gone");
    }

    @Test
    void knowsNoWayWhereNobodyKeepsAwake() {
        assertThat(Wakefulness.onBus(session.address(), REASON)).isEmpty();
        assertThat(Wakefulness.onBus("unix:path=/nowhere", REASON)).isEmpty();
    }

    @Test
    void drawsABarOnTheIcon() throws Exception {
        try (LauncherBar bar = LauncherBar.onBus(session.address())) {
            bar.show(OptionalDouble.of(0.43));
            assertThat(services.next()).isEqualTo("bar of application://planetfall.desktop true 0.43");
            bar.show(OptionalDouble.empty());
            assertThat(services.next()).isEqualTo("bar of application://planetfall.desktop false 0.0");
        }
    }

    @Test
    void findsTheBusOfTheSession() {
        assertThat(SessionBus.address(Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/x", "XDG_RUNTIME_DIR", "/")))
                .isEqualTo(Optional.of("unix:path=/run/x"));
        assertThat(SessionBus.address(Map.of(
                        "XDG_RUNTIME_DIR",
                        session.address()
                                .substring(
                                        "unix:path=".length(), session.address().length() - "/bus".length()))))
                .isEqualTo(Optional.of(session.address()));
        assertThat(SessionBus.address(Map.of("XDG_RUNTIME_DIR", "/nowhere", "DBUS_SESSION_BUS_ADDRESS", " ")))
                .isEmpty();
    }

    private Notifier notifier() {
        return Notifier.onBus(session.address());
    }

    /** Another program that keeps this computer awake and never comes to its end. */
    public static final class Sleepless {
        private Sleepless() {}

        public static void main(String[] args) throws InterruptedException {
            try (Wakefulness held = Wakefulness.onBus(args[0], REASON).orElseThrow()) {
                assertThat(held).isNotNull();
                Thread.currentThread().join();
            }
        }
    }
}
