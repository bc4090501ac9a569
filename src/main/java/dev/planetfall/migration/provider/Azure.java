package dev.planetfall.migration.provider;

import dev.planetfall.postgres.ConnectionSettings;
import java.util.List;
import java.util.Optional;

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
    public boolean isPooled(ConnectionSettings settings) {
        return settings.port() == POOLER_PORT;
    }

    @Override
    public Optional<ConnectionSettings> direct(ConnectionSettings settings) {
        return Optional.of(isPooled(settings) ? settings.withPort(ConnectionSettings.DEFAULT_PORT) : settings);
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
}
