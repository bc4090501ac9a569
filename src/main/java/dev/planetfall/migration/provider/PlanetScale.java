package dev.planetfall.migration.provider;

import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Usually the target; as a source it replicates like any other.
 *
 * @see <a href="https://planetscale.com/docs/postgres/connecting">Connecting</a>
 */
final class PlanetScale implements Provider {
    private static final int POOLER_PORT = 6432;

    @Override
    public String name() {
        return "PlanetScale";
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.endWith(settings, ".psdb.cloud");
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
                "Open the database in the PlanetScale dashboard and choose Clusters.",
                "Choose the branch, then Parameters.",
                "Set wal_level to logical.",
                "Choose Queue changes, then Apply changes.");
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.of(
                "Applying wal_level restarts the servers one by one; all direct connections drop for seconds.");
    }

    @Override
    public Set<Identifier> excludedSchemas() {
        return Provider.names("pscale_extensions");
    }

    @Override
    public Set<Identifier> excludedExtensions() {
        return Provider.names("hypopg");
    }
}
