package dev.planetfall.ui;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.Scope;
import java.util.Optional;

/**
 * What is asked before the window is closed.
 *
 * @param keep the button that closes and leaves everything as it is
 * @param drop the button that takes back what was begun, then closes
 */
record ClosingWords(String header, String text, String keep, String drop) {
    private static final String TYPE_PASSWORDS =
            "To drop it, stay, go to Source and PlanetScale and type the passwords, then close again.";

    /**
     * Empty when nothing would be forgotten.
     *
     * @param log what the source keeps, in a sentence; may be empty
     * @param connected whether this program could take anything back
     */
    static Optional<ClosingWords> of(MigrationState state, String log, boolean connected) {
        boolean running = state.status(Phase.REPLICATE) == PhaseStatus.RUNNING;
        if (!state.isUnderWay()) {
            return Optional.empty();
        }
        if (running && state.method().copiesThroughThisComputer()) {
            return Optional.of(copying(state, connected));
        }
        if (state.isFrozenForCopy()) {
            return Optional.of(frozen(connected));
        }
        if (state.wayBack().isArmed()) {
            return Optional.of(following(log, connected));
        }
        boolean copied = state.isDone(Phase.REPLICATE);
        if (state.method().replicates()) {
            return Optional.of(running || copied ? replicating(state, log, connected) : begun(state, log, connected));
        }
        boolean given =
                state.isDone(Phase.CUTOVER) || (copied && !state.method().stopsWriters());
        return given ? Optional.empty() : Optional.of(left(connected));
    }

    private static ClosingWords copying(MigrationState state, boolean connected) {
        String writers = state.method() == Method.DUMP_AND_RESTORE
                ? " Writes on the source may stay stopped until you come back or drop the copy."
                : "";
        String log = state.method() == Method.SNAPSHOT_COPY
                ? " Until then the source may keep every change, which can fill its disk."
                : "";
        return new ClosingWords(
                "Closing stops the copy.",
                "The rows go through this computer. What was copied counts for nothing, and the copy begins anew when you"
                        + " come back, on this computer." + writers + log + "\n\n"
                        + (connected
                                ? "Dropping the copy removes the copied rows from PlanetScale, and on the source what was made"
                                        + " for it."
                                : TYPE_PASSWORDS),
                "Stop copying and close",
                "Drop the copy and close");
    }

    private static ClosingWords frozen(boolean connected) {
        return new ClosingWords(
                "Writes on the source are stopped.",
                "Your application cannot write until you come back, on this computer, and cut over or let writers on"
                        + " again.\n\n"
                        + (connected
                                ? "Dropping the copy lets writers on and removes the copied rows from PlanetScale."
                                : TYPE_PASSWORDS),
                "Keep writes stopped and close",
                "Drop the copy and close");
    }

    private static ClosingWords replicating(MigrationState state, String log, boolean connected) {
        return new ClosingWords(
                "Replication goes on without this window.",
                "The two servers go on by themselves and you can come back at any time, on this computer. Until then the "
                        + "source keeps every change that PlanetScale has not taken, which can fill its disk. "
                        + (log.isEmpty() ? "" : log + " ") + heldBack(state) + "\n\n" + dropping(state, connected),
                "Keep replicating and close",
                "Drop replication and close");
    }

    private static ClosingWords following(String log, boolean connected) {
        return new ClosingWords(
                "The way back goes on without this window.",
                "The source follows PlanetScale by itself, and you can come back at any time, on this computer, to roll back. Until then"
                        + " PlanetScale keeps every change that the source has not taken. "
                        + log + "\n\n"
                        + (connected
                                ? "Giving the way back up removes it from both servers: rolling back would lose rows then."
                                : TYPE_PASSWORDS),
                "Keep the way back and close",
                "Give the way back up and close");
    }

    /** It failed or was stopped: how far it came is known to the servers only. */
    private static ClosingWords begun(MigrationState state, String log, boolean connected) {
        return new ClosingWords(
                "What was begun may be left on the servers.",
                state.method().title() + " was begun and is not done. A publication and a slot on the source and a"
                        + " subscription on PlanetScale may be there: then they stay without this window, and the source"
                        + " keeps every change, which can fill its disk. " + (log.isEmpty() ? "" : log + " ")
                        + "You can come back at any time, on this computer.\n\n" + dropping(state, connected),
                "Leave it and close",
                "Drop it and close");
    }

    private static String dropping(MigrationState state, boolean connected) {
        String rows = state.method() == Method.LOGICAL_REPLICATION
                ? "the copied rows stay on PlanetScale and must be removed there before another start."
                : "the copied rows are removed from PlanetScale as well, unless it has taken over.";
        return connected
                ? "Dropping it removes the publication, the subscription and the slot; " + rows
                : TYPE_PASSWORDS;
    }

    /** Writers are not stopped, or not any more, so the rows are of no use, and nobody would remember what is beside them. */
    private static ClosingWords left(boolean connected) {
        return new ClosingWords(
                "What was copied may be left on PlanetScale.",
                "The copy is not in use. Its rows, and schema " + Scope.OWN_SCHEMA.name()
                        + " with its account, may be there. You can come back at any time, on this computer.\n\n"
                        + (connected ? "Dropping the copy removes both." : TYPE_PASSWORDS),
                "Leave it and close",
                "Drop the copy and close");
    }

    /** Only this program builds them. */
    private static String heldBack(MigrationState state) {
        long waiting = state.outcomes().count(SchemaOutcome.Result.HELD_BACK);
        return waiting == 0
                ? ""
                : "Keys and indexes that come after the rows are built by this program only: until you come back they are"
                        + " missing, and changes of rows without their key wait. ";
    }
}
