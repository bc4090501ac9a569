package dev.planetfall.migration.check;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.RoleFacts;
import java.util.function.Consumer;

/**
 * Whether the role of PlanetScale may replicate from there, which only the way back to the source needs.
 *
 * @see <a href="https://planetscale.com/docs/postgres/connecting/roles">Roles of PlanetScale</a>
 */
final class TargetReplicationRightCheck implements ReplicationCheck {
    @Override
    public CheckName name() {
        return new CheckName("target-replication-right", "Right to replicate from PlanetScale", CheckGroup.TARGET);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        RoleFacts role = context.target().withReadOnlySession(session -> new Catalog(session).role());
        findings.accept(
                role.mayReplicate()
                        ? Finding.passed(id(), "Role " + role.name() + " may replicate from PlanetScale.")
                        : Finding.note(
                                id(),
                                "Role " + role.name() + " may not replicate from PlanetScale.",
                                "The move does not need it. If you want to send changes back to the source afterwards, use"
                                        + " PlanetScale's default role, or make a role with REPLICATION."));
    }
}
