package dev.planetfall.migration.cleanup;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.ReplicationNames;
import java.util.List;

/**
 * What this migration calls its own on the servers: one name for the way there and one for the way back, by which publication,
 * subscription and slot of a direction go, and the id of each in the tables of this program.
 */
record OwnNames(List<String> names, List<String> ids) {
    static OwnNames of(MigrationContext context) {
        List<String> ids =
                List.of(context.plan().id(), context.reversed().plan().id());
        return new OwnNames(
                ids.stream().map(id -> ReplicationNames.of(id).slot().name()).toList(), ids);
    }

    boolean isOwn(String name) {
        return names.contains(name);
    }

    /** Whether it belongs to the replication from PlanetScale to the source. */
    boolean isOfWayBack(String name) {
        return names.get(1).equals(name);
    }
}
