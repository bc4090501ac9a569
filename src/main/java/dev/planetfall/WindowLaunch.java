package dev.planetfall;

import dev.planetfall.language.Messages;
import dev.planetfall.os.OperatingSystem;
import dev.planetfall.os.ThisProgram;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/** Starts JavaFX where that works and says in one sentence what is missing where it does not. */
final class WindowLaunch {
    static final int CANNOT_SHOW = 2;

    /** Held here because the logging library forgets the filter with its logger. */
    private static final Logger JAVAFX = Logger.getLogger("javafx");

    private static final AtomicInteger EXIT_CODE = new AtomicInteger();

    /** Draws into memory: for a tour on a machine without a display. Must be set before the first JavaFX class works. */
    private static final Map<String, String> HEADLESS = Map.of(
            "glass.platform", "Monocle",
            "monocle.platform", "Headless",
            "prism.order", "sw",
            "headless.geometry", "1600x1200-32",
            "java.awt.headless", "true");

    private WindowLaunch() {}

    /** Whether there is a display; without one only a tour works. */
    static boolean canShow() {
        return OperatingSystem.current() != OperatingSystem.LINUX || hasDisplay();
    }

    /** @return the exit code of the program */
    static int run(boolean unattended, Runnable launch) {
        if (!canShow()) {
            if (!unattended) {
                return refuse(Messages.text("program.window-launch.there-is-no-display-to", ThisProgram.typed()));
            }
            HEADLESS.forEach(System::setProperty);
        }
        JAVAFX.setFilter(WindowLaunch::isWorthReading);
        try {
            launch.run();
            return EXIT_CODE.get();
        } catch (RuntimeException e) {
            return refuse(missing(e).orElseThrow(() -> e));
        }
    }

    /** The program will exit with an error. */
    static void failed(RuntimeException e) {
        LoggerFactory.getLogger(WindowLaunch.class).error("The unattended tour failed", e);
        EXIT_CODE.set(1);
    }

    /** JavaFX warns at every start from a class path, which works. */
    private static boolean isWorthReading(LogRecord told) {
        return !told.getMessage().startsWith("Unsupported JavaFX configuration");
    }

    private static Optional<String> missing(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (message.contains("glass GTK library")) {
                return Optional.of(Messages.text("program.window-launch.the-window-needs-the-gtk"));
            }
            if (message.contains("DISPLAY")) {
                return Optional.of(
                        Messages.text("program.window-launch.the-display-cannot-be-opened", System.getenv("DISPLAY")));
            }
        }
        return Optional.empty();
    }

    private static int refuse(String sentence) {
        System.err.println(sentence);
        return CANNOT_SHOW;
    }

    private static boolean hasDisplay() {
        return Optional.ofNullable(System.getenv("DISPLAY"))
                .filter(name -> !name.isBlank())
                .isPresent();
    }
}
