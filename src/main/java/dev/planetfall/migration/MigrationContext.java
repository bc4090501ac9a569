package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.Database;
import java.time.Clock;
import java.time.Duration;

/** All that a check or step may touch. */
public interface MigrationContext {
    MigrationPlan plan();

    Database source();

    Database target();

    default Database database(Side side) {
        return side == Side.SOURCE ? source() : target();
    }

    /** The same server in sessions that {@link #throwIfCancelled stopping the work} does not end, and whose statements nobody is told. */
    default Database unstoppable(Side side) {
        return database(side);
    }

    /** Which server plays this part here, see {@link ReversedContext}. */
    default Side actual(Side part) {
        return part;
    }

    /** What a person does once more when the reason of a failure is gone. */
    default String again() {
        return Messages.text(
                actual(Side.SOURCE) == Side.SOURCE
                        ? "migration.migration-context.cut-over-again"
                        : "migration.migration-context.roll-back-again");
    }

    /** The same the other way round: PlanetScale plays the source. */
    default MigrationContext reversed() {
        return new ReversedContext(this);
    }

    /** The same in the direction in which rows flow now: as long as the way back is armed, that is {@link #reversed}. */
    default MigrationContext flowing() {
        return state().publisher() == Side.SOURCE ? this : reversed();
    }

    Clock clock();

    /** All that is known of the migration so far. */
    MigrationState state();

    /** Tells everyone of a fact. It is journaled first, then delivered. */
    void report(MigrationEvent event);

    /** Tells how far the running step is. Delivered, not journaled. */
    void report(Progress progress);

    /** @throws MigrationCancelledException when the person asked to stop; long work asks this between pieces */
    void throwIfCancelled();

    /**
     * Waits between two questions to a server.
     *
     * @throws MigrationCancelledException when the person asked to stop meanwhile
     */
    void pause(Duration time);

    /**
     * From now on the work has so much time. When it is over the work is stopped as if a person had asked for it, and counts as
     * failed for this reason.
     */
    default void limit(Duration time, Failure reason) {
        // Work that nobody runs has all the time there is.
    }

    /**
     * Ends {@link #limit}.
     *
     * @throws MigrationCancelledException when the time was over already
     */
    default void unlimit() {
        // There was no limit.
    }
}
