package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
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
        return new CheckName(
                "target-replication-right",
                Messages.text("check.target-replication-right.right-to-replicate-from-planetscale"),
                CheckGroup.TARGET);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        RoleFacts role = context.target().withReadOnlySession(session -> new Catalog(session).role());
        findings.accept(
                role.mayReplicate()
                        ? Finding.passed(
                                id(),
                                Messages.text(
                                        "check.target-replication-right.role-may-replicate-from-planetscale",
                                        role.name()))
                        : Finding.note(
                                id(),
                                Messages.text(
                                        "check.target-replication-right.role-may-not-replicate-from", role.name()),
                                Messages.text("check.target-replication-right.the-move-does-not-need")));
    }
}
