package dev.planetfall.migration.check;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.provider.Provider;
import dev.planetfall.migration.provider.Providers;
import dev.planetfall.postgres.ConnectionSettings;
import java.util.function.Consumer;

/** Whether the addresses lead to the servers themselves: replication does not pass a connection pooler. */
final class PoolerHostCheck implements Check {
    @Override
    public String id() {
        return "pooler-host";
    }

    @Override
    public String title() {
        return "Direct addresses instead of a pooler";
    }

    @Override
    public void run(MigrationContext context, Consumer<Finding> findings) {
        boolean found = false;
        for (Side side : Side.values()) {
            ConnectionSettings settings = context.plan().settings(side);
            Provider provider = Providers.of(settings);
            if (provider.isPooled(settings)) {
                found = true;
                findings.accept(pooled(side, provider, settings));
            }
        }
        if (!found) {
            findings.accept(Finding.passed(id(), "Both addresses lead to the servers themselves."));
        }
    }

    private Finding pooled(Side side, Provider provider, ConnectionSettings settings) {
        String advice = provider.direct(settings)
                .map(direct -> "Use " + direct.host() + " port " + direct.port() + " instead.")
                .orElse("Ask " + provider.name() + " for the direct address.");
        return Finding.blocker(
                id(), "The address of " + side.label() + " is a connection pooler of " + provider.name() + ".", advice);
    }
}
