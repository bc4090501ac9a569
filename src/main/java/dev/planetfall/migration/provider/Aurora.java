package dev.planetfall.migration.provider;

import dev.planetfall.postgres.ConnectionSettings;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Known by the cluster endpoints; an instance endpoint looks like any other of RDS and needs the same. */
final class Aurora implements Provider {
    private static final Pattern HOST =
            Pattern.compile("[^.]+\\.cluster-(?:ro-|custom-)?[^.]+\\.[^.]+\\.rds\\.amazonaws\\.com(?:\\.cn)?");

    @Override
    public String name() {
        return "Amazon Aurora";
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.match(settings, HOST);
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
}
