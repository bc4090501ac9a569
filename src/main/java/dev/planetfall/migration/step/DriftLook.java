package dev.planetfall.migration.step;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.SchemaDrift;
import dev.planetfall.migration.copy.Subscription;
import dev.planetfall.migration.schema.DriftComparison;

/** Compares the two servers once: their schemas, and whether the rows of every table that both have are replicated. */
public final class DriftLook {
    private DriftLook() {}

    /** @throws dev.planetfall.postgres.DatabaseException when a server could not be asked */
    public static SchemaDrift of(MigrationContext context) {
        SchemaDrift drift = DriftComparison.of(context);
        return isReplicating(context.state())
                ? drift.withUncopied(Subscription.withoutReplication(context).stream()
                        .filter(table -> !drift.missing().contains("table " + table.schema() + "." + table.name()))
                        .toList())
                : drift;
    }

    /** While replication is being started, or was not started to its end, tables without it are nothing new. */
    private static boolean isReplicating(MigrationState state) {
        return state.method().replicates() && state.isDone(Phase.REPLICATE) && !state.isDone(Phase.FINISH);
    }
}
