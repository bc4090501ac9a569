package dev.planetfall.migration.check;

import dev.planetfall.migration.Method;

/** A question that matters only where changes follow the copied rows. */
interface ReplicationCheck extends Check {
    @Override
    default boolean concerns(Method method) {
        return method.replicates();
    }
}
