package dev.planetfall.migration.watch;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Quantities;
import dev.planetfall.postgres.Database;
import java.time.Duration;

/**
 * Who holds a lock that another waits for.
 *
 * @param application as the client calls itself; may be empty
 * @param who role and program, for people
 * @param idle whether its transaction waits for its client
 */
record Blocker(long pid, String application, String who, boolean idle, Duration since) {
    /** Whether it is a session of this program that works, as one does that builds an index. */
    boolean isThisProgram() {
        return !idle && application.equals(Database.APPLICATION_NAME);
    }

    String described() {
        return Messages.text(
                idle ? "watch.blocker.process-whose-transaction-has-been" : "watch.blocker.process-at-work-for",
                pid,
                who,
                Quantities.duration(since));
    }
}
