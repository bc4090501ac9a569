package dev.planetfall.migration.provider;

import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The address of RDS Proxy, which pools, has a label that begins with {@code proxy-}; it does not name the server. */
final class AmazonRds implements Provider {
    private static final Pattern HOST = Pattern.compile(".*\\.rds\\.amazonaws\\.com(?:\\.cn)?");
    private static final Pattern PROXY = Pattern.compile(".*\\.proxy-[^.]+\\..*");

    @Override
    public String name() {
        return "Amazon RDS";
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.match(settings, HOST);
    }

    @Override
    public boolean isPooled(ConnectionSettings settings) {
        return Hosts.match(settings, PROXY);
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
    public Set<Identifier> excludedExtensions() {
        return Provider.names("rds_tools", "pg_repack");
    }
}
