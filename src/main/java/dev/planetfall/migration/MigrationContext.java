package dev.planetfall.migration;

import dev.planetfall.postgres.Database;
import java.time.Clock;

/** All that a check or step may touch. */
public interface MigrationContext {
    MigrationPlan plan();

    Database source();

    Database target();

    default Database database(Side side) {
        return side == Side.SOURCE ? source() : target();
    }

    /** Which server plays this part here, see {@link ReversedContext}. */
    default Side actual(Side part) {
        return part;
    }

    /** The same the other way round: PlanetScale plays the source. */
    default MigrationContext reversed() {
        return new ReversedContext(this);
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
    void pause(java.time.Duration time);
}
