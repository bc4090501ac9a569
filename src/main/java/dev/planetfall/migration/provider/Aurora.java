package dev.planetfall.migration.provider;

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
        return "Amazon Aurora";
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
    public List<String> replicationSteps() {
        return List.of(
                "Open Parameter groups in the RDS console and choose the cluster's own DB cluster parameter group; a default"
                        + " group cannot be changed, so create one and assign it to the cluster first.",
                "Set rds.logical_replication to 1.",
                "Reboot the writer instance.",
                "Run GRANT rds_replication TO the role that Planetfall uses.");
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.of("Rebooting the writer ends all its connections for about a minute.");
    }

    @Override
    public List<String> limitsOfReplication() {
        return Stream.concat(
                        Stream.of(
                                "A failover of the cluster can lose replication slots, and the copy must then begin again."),
                        Amazon.LIMITS_OF_REPLICATION.stream())
                .toList();
    }

    @Override
    public Set<Identifier> excludedExtensions() {
        return Provider.names("rds_tools", "pg_repack");
    }
}
