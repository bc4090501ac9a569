package dev.planetfall.notice;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A notification of the desktop, by the program that the system has for it: {@code notify-send} or {@code osascript}. */
public final class SystemNotice implements Channel {
    private static final long PATIENCE_SECONDS = 5;

    private final String system;

    public SystemNotice() {
        this(System.getProperty("os.name"));
    }

    SystemNotice(String system) {
        this.system = system.toLowerCase(Locale.ROOT);
    }

    @Override
    public String send(Notice notice) {
        List<String> command = command(notice);
        return command.isEmpty()
                ? "This system has no notifications that Planetfall knows; alarms stand in the window."
                : run(command);
    }

    /** The words are arguments, never part of a script. */
    List<String> command(Notice notice) {
        if (system.contains("mac")) {
            return List.of(
                    "osascript",
                    "-e",
                    "on run argv",
                    "-e",
                    "display notification (item 2 of argv) with title (item 1 of argv)",
                    "-e",
                    "end run",
                    notice.title(),
                    notice.text());
        }
        boolean urgent = notice.alarm().level() == dev.planetfall.migration.Alarm.Level.CRITICAL && !notice.over();
        return system.contains("linux")
                ? List.of(
                        "notify-send",
                        "--app-name=Planetfall",
                        "--urgency=" + (urgent ? "critical" : "normal"),
                        "--",
                        notice.title(),
                        notice.text())
                : List.of();
    }

    private static String run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return command.get(0) + " did not end.";
            }
            return process.exitValue() == 0
                    ? "The system was told."
                    : command.get(0) + " could not show it; is there a desktop session?";
        } catch (IOException e) {
            return command.get(0) + " is not installed.";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "It was broken off.";
        }
    }
}
