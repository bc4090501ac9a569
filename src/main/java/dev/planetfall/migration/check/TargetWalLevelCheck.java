package dev.planetfall.migration.check;

import dev.planetfall.language.Messages;
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
        return new CheckName(
                "target-wal-level",
                Messages.text("check.target-wal-level.logical-replication-from-planetscale"),
                CheckGroup.TARGET);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        String level = context.target()
                .withReadOnlySession(session -> new Catalog(session).setting("wal_level"))
                .orElse("unknown");
        findings.accept(
                level.equals("logical")
                        ? Finding.passed(
                                id(), Messages.text("check.target-wal-level.planetscale-could-send-changes-back"))
                        : Finding.note(
                                id(),
                                Messages.text("check.target-wal-level.planetscale-could-not-send-changes", level),
                                Messages.text("check.target-wal-level.the-move-does-not-need")));
    }
}
