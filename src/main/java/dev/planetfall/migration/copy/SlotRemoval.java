package dev.planetfall.migration.copy;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.StepFailedException;
import dev.planetfall.postgres.DatabaseException;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlState;
import java.time.Duration;
import java.util.List;

/** Drops replication slots that may still be in use. */
public final class SlotRemoval {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);

    private SlotRemoval() {}

    /**
     * An active slot has a walsender, or a session of a killed program that waits to make it. Such a session is asked to end, which
     * takes a moment, and a subscriber may come back meanwhile, so this is tried again.
     *
     * @throws StepFailedException when a session does not let go
     */
    public static void drop(Session source, List<String> slots) {
        for (String slot : slots) {
            long tries = PATIENCE.dividedBy(POLL);
            while (!isGone(source, slot)) {
                if (tries-- == 0) {
                    throw new StepFailedException(
                            Messages.text("copy.slot-removal.a-session-on-the-source", slot),
                            Messages.text("copy.slot-removal.wait-a-few-minutes-then"));
                }
                source.execute("SELECT pg_sleep(" + POLL.toMillis() / 1000.0 + ")");
            }
        }
    }

    private static boolean isGone(Session source, String slot) {
        source.query(
                "SELECT pg_terminate_backend(active_pid) AS ended FROM pg_replication_slots"
                        + " WHERE slot_name = ? AND active_pid IS NOT NULL",
                row -> row.flag("ended"),
                slot);
        try {
            source.query(
                    "SELECT pg_drop_replication_slot(slot_name)::text AS dropped FROM pg_replication_slots WHERE slot_name = ?",
                    row -> row.optionalText("dropped"),
                    slot);
            return true;
        } catch (DatabaseException e) {
            if (e.state().equals(SqlState.OBJECT_IN_USE) || e.state().equals(SqlState.UNDEFINED_OBJECT)) {
                return false;
            }
            throw e;
        }
    }
}
