package dev.planetfall.migration.provider;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.ServerMarks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Known by the cluster endpoints, and after login by a function of its own; an instance endpoint looks like any of RDS. */
final class Aurora implements Provider {
    private static final Pattern HOST =
            Pattern.compile("[^.]+\\.cluster-(?:ro-|custom-)?[^.]+\\.[^.]+\\.rds\\.amazonaws\\.com(?:\\.cn)?");
    private static final Pattern READER = Pattern.compile("[^.]+\\.cluster-ro-.*");

    @Override
    public String name() {
        return Messages.text("provider.aurora.amazon-aurora");
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.match(settings, HOST);
    }

    @Override
    public Signs signs() {
        return Amazon.SIGNS;
    }

    /** A cluster of plain RDS has the same addresses. */
    @Override
    public boolean fits(ServerMarks marks) {
        return marks.aurora();
    }

    @Override
    public Pooling pooling() {
        return Amazon.PROXY;
    }

    @Override
    public boolean isForReading(ConnectionSettings settings) {
        return Hosts.match(settings, READER);
    }

    @Override
    public Optional<String> region(ConnectionSettings settings) {
        return Amazon.region(settings);
    }

    @Override
    public List<String> connectionSteps() {
        return List.of(
                Messages.text("provider.aurora.choose-databases-in-the-rds"),
                Messages.text("provider.aurora.copy-the-writer-endpoint"),
                Messages.text("provider.aurora.database-and-master-user"));
    }

    @Override
    public List<String> replicationSteps() {
        return List.of(
                Messages.text("provider.aurora.open-parameter-groups-in-the"),
                Messages.text("provider.aurora.set-rds-logical-replication-to"),
                Messages.text("provider.aurora.reboot-the-writer-instance"),
                Messages.text("provider.aurora.run-grant-rds-replication-to"));
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.of(Messages.text("provider.aurora.rebooting-the-writer-ends-all"));
    }

    @Override
    public List<String> limitsOfReplication() {
        return Stream.concat(
                        Stream.of(Messages.text("provider.aurora.a-failover-of-the-cluster")),
                        Amazon.LIMITS_OF_REPLICATION.stream())
                .toList();
    }

    @Override
    public Set<Identifier> excludedExtensions() {
        return Provider.names("rds_tools", "pg_repack");
    }
}
