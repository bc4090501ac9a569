package dev.planetfall.migration.check;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.provider.Provider;
import dev.planetfall.migration.provider.Providers;
import dev.planetfall.postgres.Catalog;
import java.util.function.Consumer;

/**
 * Whether the source writes enough into its log to replicate from.
 *
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-WAL-LEVEL">wal_level</a>
 */
final class WalLevelCheck implements Check {
    @Override
    public String id() {
        return "wal-level";
    }

    @Override
    public String title() {
        return "Logical replication turned on";
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        String level = context.source()
                .withReadOnlySession(
                        session -> new Catalog(session).setting("wal_level").orElse("unknown"));
        if (level.equals("logical")) {
            findings.accept(Finding.passed(id(), "Logical replication is turned on at the source."));
            return;
        }
        Provider provider = Providers.of(context.plan().source());
        String advice = provider.offersReplication()
                ? "Turn it on at " + provider.name() + ". "
                        + provider.restartWarning().orElse("")
                : provider.name() + " does not offer logical replication.";
        findings.accept(Finding.blocker(
                        id(), "The source has wal_level " + level + ", but replication needs logical.", advice.strip())
                .withDetails(provider.replicationSteps()));
    }
}
