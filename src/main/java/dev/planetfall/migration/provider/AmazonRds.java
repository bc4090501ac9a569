package dev.planetfall.migration.provider;

import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.ServerMarks;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An instance, or a cluster of instances, of PostgreSQL as it is. */
final class AmazonRds implements Provider {
    @Override
    public String name() {
        return "Amazon RDS";
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Amazon.isDatabase(settings);
    }

    @Override
    public Signs signs() {
        return Amazon.SIGNS;
    }

    @Override
    public boolean fits(ServerMarks marks) {
        return !marks.aurora();
    }

    @Override
    public Pooling pooling() {
        return Amazon.PROXY;
    }

    @Override
    public Optional<String> region(ConnectionSettings settings) {
        return Amazon.region(settings);
    }

    @Override
    public List<String> replicationSteps() {
        return List.of(
                "Open Parameter groups in the RDS console and choose the instance's own group; a default group cannot be"
                        + " changed, so create one and assign it to the instance first.",
                "Set rds.logical_replication to 1.",
                "Reboot the instance.",
                "Run GRANT rds_replication TO the role that Planetfall uses.");
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.of("Rebooting the instance ends all connections for about a minute.");
    }

    @Override
    public List<String> limitsOfReplication() {
        return Amazon.LIMITS_OF_REPLICATION;
    }

    @Override
    public Set<Identifier> excludedExtensions() {
        return Provider.names("rds_tools", "pg_repack");
    }
}
