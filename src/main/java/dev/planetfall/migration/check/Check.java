package dev.planetfall.migration.check;

import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationContext;
import java.time.Duration;
import java.util.function.Consumer;

/** One read-only question to the servers. Stateless; run on a worker thread, beside other checks. */
public interface Check {
    CheckName name();

    default String id() {
        return name().id();
    }

    /** Whether a migration by this method has any use for the answer. */
    default boolean concerns(Method method) {
        return true;
    }

    /** How long the answer may take before the runner says that there was none and goes on without it. */
    default Duration timeLimit() {
        return Duration.ofSeconds(20);
    }

    /**
     * Asks, and hands over every finding as soon as it is known: at least one, a pass included.
     *
     * <p>Uses {@code withReadOnlySession} and changes nothing that outlives the call. It may throw
     * {@link dev.planetfall.postgres.DatabaseException}: the runner then reports that the check could not be answered.
     */
    void run(MigrationContext context, Consumer<Finding> findings);
}
