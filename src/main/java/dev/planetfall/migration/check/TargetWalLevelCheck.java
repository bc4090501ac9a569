package dev.planetfall.migration.check;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.postgres.Catalog;
import java.util.function.Consumer;

/**
 * Whether PlanetScale writes enough log to send changes back to the source after the move. The move itself does not need it.
 *
 * @see <a href="https://planetscale.com/docs/postgres/integrations/logical-cdc">Logical replication from PlanetScale</a>
 */
final class TargetWalLevelCheck implements ReplicationCheck {
    @Override
    public CheckName name() {
        return new CheckName("target-wal-level", "Logical replication from PlanetScale", CheckGroup.TARGET);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        String level = context.target()
                .withReadOnlySession(session -> new Catalog(session).setting("wal_level"))
                .orElse("unknown");
        findings.accept(
                level.equals("logical")
                        ? Finding.passed(id(), "PlanetScale could send changes back to the source after the move.")
                        : Finding.note(
                                id(),
                                "PlanetScale could not send changes back to the source after the move: its wal_level is "
                                        + level + ".",
                                "The move does not need it. If you want that way back, set wal_level to logical in the"
                                        + " PlanetScale dashboard under Clusters, Parameters, before the application moves:"
                                        + " it restarts the servers."));
    }
}
