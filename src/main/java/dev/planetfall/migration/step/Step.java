package dev.planetfall.migration.step;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Phase;

/**
 * One change to the servers. Stateless; run on the runner's worker thread.
 *
 * <p>Idempotent: the program may die after any line of {@link #run}, and running it again then completes the work. What is
 * done is asked of the servers, because a journal can be behind them.
 */
public interface Step {
    /** Stable, such as {@code create-publication}: it is written to the journal. */
    String id();

    Phase phase();

    /** Whether a migration by this method has any use for it. */
    default boolean serves(Method method) {
        return true;
    }

    /** What it does, in the imperative, such as "Create the publication on the source". */
    String title();

    /** Asks the servers whether the work is there. Changes nothing. */
    boolean isDone(MigrationContext context);

    /**
     * Does the work, or what is left of it.
     *
     * @throws dev.planetfall.migration.StepFailedException with a sentence and advice for people
     * @throws dev.planetfall.postgres.DatabaseException when a server refused
     * @throws dev.planetfall.migration.MigrationCancelledException when the person stopped it
     */
    void run(MigrationContext context);

    /**
     * Does the work as far as that is possible while writers write, to see whether it would succeed and how long it takes. Tells no
     * event, and leaves nothing that {@link #undo} does not remove.
     */
    default void rehearse(MigrationContext context) {
        // Without the stop of writers there is nothing to try.
    }

    /** Removes what a run that failed or was stopped left behind and the next one has no use for. */
    default void tidy(MigrationContext context) {
        // Most work is taken up where it stopped.
    }

    /** Work that can wait until all steps have succeeded. What fails in it changes nothing of that, and can be done again. */
    default void settle(MigrationContext context) {
        // Most steps leave nothing for later.
    }

    /**
     * Whether its work is taken back at once when its phase fails or is stopped: what keeps writers from working must not outlast a
     * failure.
     */
    default boolean isTakenBackOnFailure() {
        return phase() == Phase.CUTOVER;
    }

    /** Takes the work back as far as that is possible; doing it twice, or without the work done, is harmless. */
    void undo(MigrationContext context);
}
