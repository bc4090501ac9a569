package dev.planetfall.migration.provider;

import dev.planetfall.language.Messages;
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
        return Messages.text("provider.neon.neon");
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
    public List<String> connectionSteps() {
        return List.of(
                Messages.text("provider.neon.open-the-project-and-choose"),
                Messages.text("provider.neon.choose-branch-database-and-role"),
                Messages.text("provider.neon.copy-the-connection-string"));
    }

    @Override
    public List<String> replicationSteps() {
        return List.of(
                Messages.text("provider.neon.open-the-project-in-the"),
                Messages.text("provider.neon.choose-settings-then-logical-replication"),
                Messages.text("provider.neon.choose-enable-and-confirm-neon"));
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.of(Messages.text("provider.neon.neon-restarts-every-compute-of"));
    }

    @Override
    public List<String> limitsOfReplication() {
        return List.of(
                Messages.text("provider.neon.neon-removes-a-replication-slot"),
                Messages.text("provider.neon.restoring-a-branch-deletes-its"),
                Messages.text("provider.neon.a-project-has-10-replication"),
                Messages.text("provider.neon.a-role-that-was-made"),
                Messages.text("provider.neon.where-ip-allow-is-on"),
                Messages.text("provider.neon.while-rows-are-replicated-the"));
    }

    @Override
    public Set<Identifier> excludedExtensions() {
        return Provider.names("neon", "neon_utils");
    }
}
