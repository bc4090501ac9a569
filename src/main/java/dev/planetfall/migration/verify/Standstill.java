package dev.planetfall.migration.verify;

import dev.planetfall.postgres.Lsn;

/** A time in which the target takes no changes from the source, so that rows can be put right there. */
public interface Standstill {
    /**
     * Waits until the target has applied everything that was committed on the source before the call, and lets it take no more.
     *
     * @return a position on the source up to which everything is applied
     * @throws dev.planetfall.migration.StepFailedException when it did not come in time; nothing stands still then
     */
    Lsn begin();

    /** Lets changes flow again. */
    void end();
}
