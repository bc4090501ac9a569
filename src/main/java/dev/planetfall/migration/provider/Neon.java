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

    @Override
    public String name() {
        return "Neon";
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.endWith(settings, ".neon.tech");
    }

    @Override
    public boolean isPooled(ConnectionSettings settings) {
        return Hosts.match(settings, POOLED);
    }

    @Override
    public Optional<ConnectionSettings> direct(ConnectionSettings settings) {
        return Optional.of(
                isPooled(settings)
                        ? settings.withHost(Hosts.name(settings).replaceFirst("-pooler\\.", "."))
                        : settings);
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
    public Set<Identifier> excludedExtensions() {
        return Provider.names("neon", "neon_utils");
    }
}
