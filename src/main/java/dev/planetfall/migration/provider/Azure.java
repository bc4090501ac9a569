package dev.planetfall.migration.provider;

import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Azure Database for PostgreSQL, flexible server, with its built-in PgBouncer on port 6432. */
final class Azure implements Provider {
    private static final int POOLER_PORT = 6432;

    @Override
    public String name() {
        return "Azure Database for PostgreSQL";
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.endWith(settings, ".postgres.database.azure.com");
    }

    @Override
    public Signs signs() {
        return Signs.settings("azure").withRoles("azure_pg_admin", "azuresu");
    }

    @Override
    public Pooling pooling() {
        return Pooling.onPort(POOLER_PORT, ConnectionSettings.DEFAULT_PORT);
    }

    @Override
    public List<String> replicationSteps() {
        return List.of(
                "Open the server in the Azure portal and choose Server parameters.",
                "Set wal_level to LOGICAL, and max_worker_processes to at least 16.",
                "Choose Save, then Restart.",
                "Run ALTER ROLE ... REPLICATION as the administrator for the role that Planetfall uses.");
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.of("Restarting the server ends all connections for about a minute.");
    }

    @Override
    public List<String> limitsOfReplication() {
        return List.of(
                "Azure drops a replication slot that nobody reads once the disk passes a threshold: do not leave the"
                        + " migration interrupted.",
                "A failover of a server with high availability loses the slots, unless the PG Failover Slots extension is on.",
                "The server's firewall must admit PlanetScale's addresses.");
    }

    @Override
    public Set<Identifier> excludedExtensions() {
        return Provider.names("azure", "pgaadauth");
    }
}
