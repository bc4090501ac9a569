package dev.planetfall.migration.check;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import java.util.function.Consumer;

/** One read-only question to the servers. Stateless; run on a worker thread. */
public interface Check {
    /** Stable and documented, such as {@code replica-identity}: reports and support refer to it. */
    String id();

    /** A noun phrase for the list of checks, such as "Replica identity of every table". */
    String title();

    /**
     * Asks, and hands over every finding as soon as it is known: at least one, a pass included.
     *
     * <p>Uses {@code withReadOnlySession} and changes nothing that outlives the call. It may throw
     * {@link dev.planetfall.postgres.DatabaseException}: the runner then reports that the check could not be answered.
     */
    void run(MigrationContext context, Consumer<Finding> findings);
}
