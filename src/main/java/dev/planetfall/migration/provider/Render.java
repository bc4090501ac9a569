package dev.planetfall.migration.provider;

import dev.planetfall.postgres.ConnectionSettings;
import java.util.List;
import java.util.Optional;

/** Logical replication is turned on by people there. */
final class Render implements Provider {
    @Override
    public String name() {
        return "Render";
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.endWith(settings, ".render.com");
    }

    @Override
    public List<String> replicationSteps() {
        return List.of(
                "Ask Render's support to turn on logical replication for the database, with wal_level logical.",
                "Let them give the right to replicate to the role that Planetfall uses.");
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.of("Turning it on restarts the database and ends all connections for about a minute.");
    }

    @Override
    public List<String> limits() {
        return List.of("The role has no superuser's rights: what needs them goes through Render's support.");
    }

    @Override
    public List<String> limitsOfReplication() {
        return List.of("Access control of the database must admit PlanetScale's addresses.");
    }
}
