package dev.planetfall.migration.provider;

import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The pooler is part of the host's first label: {@code ep-cool-sea-123-pooler.us-east-2.aws.neon.tech}.
 *
 * @see <a href="https://neon.com/docs/guides/logical-replication-neon">Logical replication in Neon</a>
 */
final class Neon implements Provider {
    private static final Pattern POOLED = Pattern.compile("[^.]+-pooler\\..*");
    private static final Pattern REGION = Pattern.compile(".*\\.([a-z0-9-]+)\\.(?:aws|azure|gcp)\\.neon\\.tech");

    @Override
    public String name() {
        return "Neon";
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.endWith(settings, ".neon.tech");
    }

    @Override
    public Signs signs() {
        return Signs.settings("neon").withRoles("neon_superuser").withExtensions("neon");
    }

    @Override
    public Pooling pooling() {
        return new Pooling(
                settings -> Hosts.match(settings, POOLED),
                settings -> Optional.of(settings.withHost(Hosts.name(settings).replaceFirst("-pooler\\.", "."))));
    }

    @Override
    public Optional<String> region(ConnectionSettings settings) {
        return Hosts.part(settings, REGION);
    }

    @Override
    public List<String> replicationSteps() {
        return List.of(
                "Open the project in the Neon console.",
                "Choose Settings, then Logical Replication.",
                "Choose Enable, and confirm; Neon cannot turn it off again.");
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.of(
                "Neon restarts every compute of the project; all connections drop and must be opened again.");
    }

    @Override
    public List<String> limitsOfReplication() {
        return List.of(
                "Neon removes a replication slot that nobody has read for about 40 hours: do not leave the migration"
                        + " interrupted for longer than a day.",
                "Restoring a branch deletes its replication slots, and the copy must begin again.",
                "A project has 10 replication slots and 10 WAL senders, and Neon itself uses some.",
                "A role that was made by SQL cannot get the right to replicate: make it in the Neon console.",
                "Where IP Allow is on, it must admit PlanetScale's addresses.",
                "While rows are replicated the compute does not go to sleep, and is paid for all the time.");
    }

    @Override
    public Set<Identifier> excludedExtensions() {
        return Provider.names("neon", "neon_utils");
    }
}
