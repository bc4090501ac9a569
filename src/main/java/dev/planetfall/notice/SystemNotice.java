package dev.planetfall.notice;

import dev.planetfall.language.Messages;
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
                ? Messages.text("notice.system-notice.this-system-has-no-notifications")
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
                return Messages.text("notice.system-notice.did-not-end", command.get(0));
            }
            return process.exitValue() == 0
                    ? Messages.text("notice.system-notice.the-system-was-told")
                    : Messages.text("notice.system-notice.could-not-show-it-is", command.get(0));
        } catch (IOException e) {
            return Messages.text("notice.system-notice.is-not-installed", command.get(0));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Messages.text("notice.system-notice.it-was-broken-off");
        }
    }
}
