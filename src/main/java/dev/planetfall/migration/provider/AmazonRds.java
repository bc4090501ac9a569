package dev.planetfall.migration.provider;

import dev.planetfall.language.Messages;
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
        return Messages.text("provider.amazon-rds.amazon-rds");
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
    public List<String> connectionSteps() {
        return List.of(
                Messages.text("provider.amazon-rds.choose-databases-in-the-rds"),
                Messages.text("provider.amazon-rds.copy-the-endpoint"),
                Messages.text("provider.amazon-rds.database-and-master-user"));
    }

    @Override
    public List<String> replicationSteps() {
        return List.of(
                Messages.text("provider.amazon-rds.open-parameter-groups-in-the"),
                Messages.text("provider.amazon-rds.set-rds-logical-replication-to"),
                Messages.text("provider.amazon-rds.reboot-the-instance"),
                Messages.text("provider.amazon-rds.run-grant-rds-replication-to"));
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.of(Messages.text("provider.amazon-rds.rebooting-the-instance-ends-all"));
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
