package dev.planetfall.migration.provider;

import dev.planetfall.postgres.ConnectionSettings;
import java.util.List;
import java.util.Optional;

/** A server of one's own on Fly's machines. */
final class Fly implements Provider {
    @Override
    public String name() {
        return "Fly.io";
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.endWith(settings, ".fly.dev") || Hosts.endWith(settings, ".flycast");
    }

    @Override
    public List<String> replicationSteps() {
        return List.of(
                "Connect as postgres and run ALTER SYSTEM SET wal_level = 'logical'.",
                "Restart the machines of the database, the primary last.");
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.of("Restarting the machines ends all connections for about a minute.");
    }

    @Override
    public List<String> limitsOfReplication() {
        return List.of(
                "A private address, which ends in flycast, cannot be reached from PlanetScale: give the database a public one.",
                "The proxy in front of the server cuts connections that are idle; the subscription keeps its own alive.");
    }
}
