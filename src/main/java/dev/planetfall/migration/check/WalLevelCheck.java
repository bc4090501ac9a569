package dev.planetfall.migration.check;

import dev.planetfall.migration.CheckGroup;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.provider.Provider;
import dev.planetfall.migration.provider.Providers;
import dev.planetfall.postgres.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whether the source writes enough into its log for rows to be read back out of it.
 *
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-WAL-LEVEL">wal_level</a>
 */
final class WalLevelCheck implements Check {
    private static final String NEEDED = "logical";

    @Override
    public CheckName name() {
        return new CheckName("wal-level", "Logical replication turned on", CheckGroup.REPLICATION_SETTINGS);
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        String level = context.source()
                .withReadOnlySession(session -> new Catalog(session).setting("wal_level"))
                .orElse("unknown");
        if (level.equals(NEEDED)) {
            findings.accept(Finding.passed(id(), "Logical replication is turned on at the source."));
            return;
        }
        Provider provider = Providers.of(context.plan().source());
        String missing = "Logical replication is not turned on at the source: its wal_level is " + level + ".";
        String advice = provider.offersReplication()
                ? "Turn it on at " + provider.name() + " as listed below, and check again."
                : provider.name() + " does not offer it; the list below says what can be done instead.";
        findings.accept(Finding.blocker(id(), missing, advice).withDetails(steps(provider)));
    }

    private static List<String> steps(Provider provider) {
        List<String> steps = new ArrayList<>();
        for (String step : provider.replicationSteps()) {
            steps.add((steps.size() + 1) + ". " + step);
        }
        provider.restartWarning().ifPresent(steps::add);
        return steps;
    }
}
