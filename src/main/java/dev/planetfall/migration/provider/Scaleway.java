package dev.planetfall.migration.provider;

import dev.planetfall.postgres.ConnectionSettings;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Logical replication there begins with version 17. */
final class Scaleway implements Provider {
    private static final Pattern HOST = Pattern.compile(".*\\.rdb\\.([a-z0-9-]+)\\.scw\\.cloud");

    @Override
    public String name() {
        return "Scaleway";
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.match(settings, HOST);
    }

    @Override
    public Signs signs() {
        return Signs.settings("rdb");
    }

    @Override
    public Optional<String> region(ConnectionSettings settings) {
        return Hosts.part(settings, HOST);
    }

    @Override
    public List<String> replicationSteps() {
        return List.of(
                "Open the database instance in the Scaleway console and choose Advanced settings.",
                "Set rdb.enable_logical_replication to on, and hot_standby_feedback and sync_replication_slots, too.",
                "Save; the instance restarts.");
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.of("Changing the setting restarts the instance and ends all connections for about a minute.");
    }

    @Override
    public List<String> limitsOfReplication() {
        return List.of(
                "Scaleway offers logical replication from version 17 on: upgrade an older instance first, or dump and restore.",
                "Allowed IP addresses of the instance must hold PlanetScale's addresses.");
    }
}
