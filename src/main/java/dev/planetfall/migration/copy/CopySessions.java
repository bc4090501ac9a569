package dev.planetfall.migration.copy;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Session;
import java.time.Duration;
import java.time.Instant;

/**
 * The sessions on the target that write rows. They are known by their name, because one of an earlier run whose computer or network
 * failed may live on there for hours, and what it wrote could still be committed.
 */
final class CopySessions {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private CopySessions() {}

    /** The target under the name of this migration's copy. A name longer than 63 bytes would be cut, an id is short. */
    static Database database(MigrationContext context) {
        return context.target().asApplication(name(context));
    }

    /** Ends what earlier runs left, and waits until it is gone. */
    static void endEarlier(MigrationContext context, Session target) {
        Instant giveUp = context.clock().instant().plus(PATIENCE);
        while (end(target, name(context)) > 0) {
            if (context.clock().instant().isAfter(giveUp)) {
                throw new StepFailedException(
                        Messages.text("copy.copy-sessions.sessions-of-an-earlier-copy"),
                        Messages.text("copy.copy-sessions.wait-a-few-minutes-then"));
            }
            context.pause(POLL);
        }
    }

    private static int end(Session target, String name) {
        return target.query(
                        "SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity WHERE application_name = ?"
                                + " AND usename = current_user AND datname = current_database() AND pid <> pg_backend_pid()",
                        row -> row.flag("ended"),
                        name)
                .size();
    }

    private static String name(MigrationContext context) {
        return "planetfall copy " + context.plan().id();
    }
}
