package dev.planetfall.migration.provider;

import dev.planetfall.postgres.ConnectionSettings;
import java.util.List;
import java.util.Optional;

/** A container of one's own behind a proxy for TCP. */
final class Railway implements Provider {
    @Override
    public String name() {
        return "Railway";
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.endWith(settings, ".proxy.rlwy.net") || Hosts.endWith(settings, ".railway.internal");
    }

    @Override
    public List<String> replicationSteps() {
        return List.of(
                "Connect as postgres and run ALTER SYSTEM SET wal_level = 'logical'.",
                "Open the database service in Railway and choose Restart.");
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.of("Restarting the service ends all connections for about a minute.");
    }

    @Override
    public List<String> limitsOfReplication() {
        return List.of(
                "The proxy in front of the server cuts connections that are idle; the subscription keeps its own alive.",
                "Connect as postgres: another role may not publish tables that it does not own.",
                "The disk does not grow by itself, and a replication slot that nobody reads fills it.");
    }
}
