package dev.planetfall.migration.provider;

import dev.planetfall.postgres.ConnectionSettings;
import java.util.List;
import java.util.Optional;

/** Google gives a server nothing but a number for an address, so it is listed for its manual and never recognised. */
final class CloudSql implements Provider {
    @Override
    public String name() {
        return "Google Cloud SQL";
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return false;
    }

    @Override
    public List<String> replicationSteps() {
        return List.of(
                "Open the instance in the Google Cloud console and choose Edit.",
                "Under Flags, add cloudsql.logical_decoding and set it to on.",
                "Choose Save; the instance restarts.",
                "Run ALTER ROLE ... REPLICATION as postgres for the role that Planetfall uses.");
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.of("Changing the flag restarts the instance and ends all connections for about a minute.");
    }
}
