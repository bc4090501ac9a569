package dev.planetfall.migration.provider;

import dev.planetfall.postgres.ConnectionSettings;
import java.util.List;
import java.util.Optional;

/** A pool is a database name on port 25061; the servers themselves listen on 25060. */
final class DigitalOcean implements Provider {
    private static final int DIRECT_PORT = 25_060;
    private static final int POOLER_PORT = 25_061;

    @Override
    public String name() {
        return "DigitalOcean";
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.endWith(settings, ".db.ondigitalocean.com");
    }

    @Override
    public boolean isPooled(ConnectionSettings settings) {
        return settings.port() == POOLER_PORT;
    }

    /** The database is taken over as it is, although the pool may have another name than its database. */
    @Override
    public Optional<ConnectionSettings> direct(ConnectionSettings settings) {
        return Optional.of(isPooled(settings) ? settings.withPort(DIRECT_PORT) : settings);
    }

    @Override
    public List<String> replicationSteps() {
        return List.of();
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.empty();
    }
}
