package dev.planetfall.migration.provider;

import dev.planetfall.postgres.ConnectionSettings;
import java.util.List;
import java.util.Optional;

/** PgBouncer listens beside the server, on a port of its own. */
final class CrunchyBridge implements Provider {
    private static final int POOLER_PORT = 5431;

    @Override
    public String name() {
        return "Crunchy Bridge";
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.endWith(settings, ".db.postgresbridge.com");
    }

    @Override
    public Signs signs() {
        return Signs.NONE.withRoles("crunchy_superuser", "_crunchyadmin");
    }

    @Override
    public Pooling pooling() {
        return Pooling.onPort(POOLER_PORT, ConnectionSettings.DEFAULT_PORT);
    }

    @Override
    public List<String> replicationSteps() {
        return List.of();
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.empty();
    }

    @Override
    public List<String> limitsOfReplication() {
        return List.of(
                "The cluster's firewall rules must admit PlanetScale's addresses.",
                "A cluster has 10 replication slots and 10 WAL senders.");
    }
}
