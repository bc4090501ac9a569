package dev.planetfall.migration.provider;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.ConnectionSettings;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the kinds of PostgreSQL on Amazon's hosts have in common. */
final class Amazon {
    static final Signs SIGNS = Signs.settings("rds").withRoles("rds_superuser", "rdsadmin");

    static final List<String> LIMITS_OF_REPLICATION = List.of(
            Messages.text("provider.amazon.the-instance-needs-a-public"),
            Messages.text("provider.amazon.the-right-to-replicate-is"),
            Messages.text("provider.amazon.amazon-writes-log-of-its"));

    private static final Pattern DATABASE = Pattern.compile(".*\\.rds\\.amazonaws\\.com(?:\\.cn)?");
    private static final Pattern PROXY_NAME = Pattern.compile(".*\\.proxy-[^.]+\\..*");
    private static final Pattern FIRST_REGION = Pattern.compile(".*\\.compute-1\\.amazonaws\\.com");
    private static final Pattern REGION =
            Pattern.compile(".*\\.([a-z0-9-]+)\\.(?:rds|compute)\\.amazonaws\\.com(?:\\.cn)?");

    /** The address of RDS Proxy, which pools, has a label that begins with {@code proxy-}; it does not name the server. */
    static final Pooling PROXY = Pooling.unnamed(settings -> Hosts.match(settings, PROXY_NAME));

    private Amazon() {}

    static boolean isDatabase(ConnectionSettings settings) {
        return Hosts.match(settings, DATABASE);
    }

    static Optional<String> region(ConnectionSettings settings) {
        return Hosts.match(settings, FIRST_REGION) ? Optional.of("us-east-1") : Hosts.part(settings, REGION);
    }
}
