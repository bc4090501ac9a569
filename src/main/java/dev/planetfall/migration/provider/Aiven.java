package dev.planetfall.migration.provider;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.ServerMarks;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Known by its addresses, its settings and its administrator; DigitalOcean, which is built upon it, shows some of them. */
final class Aiven implements Provider {
    @Override
    public String name() {
        return Messages.text("provider.aiven.aiven");
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.endWith(settings, ".aivencloud.com");
    }

    @Override
    public Signs signs() {
        return Signs.settings("aiven").withRoles("avnadmin").withExtensions("aiven_extras");
    }

    @Override
    public boolean fits(ServerMarks marks) {
        return !marks.roles().contains(DigitalOcean.ADMINISTRATOR);
    }

    @Override
    public List<String> connectionSteps() {
        return List.of(
                Messages.text("provider.aiven.open-the-service"), Messages.text("provider.aiven.copy-the-service-uri"));
    }

    @Override
    public List<String> replicationSteps() {
        return List.of();
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.empty();
    }

    @Override
    public List<String> limits() {
        return List.of(
                Messages.text("provider.aiven.the-certificate-is-signed-by"),
                Messages.text("provider.aiven.the-address-of-a-connection"));
    }

    @Override
    public List<String> limitsOfReplication() {
        return List.of(Messages.text("provider.aiven.allowed-ip-addresses-of-the"));
    }

    @Override
    public Set<Identifier> excludedExtensions() {
        return Provider.names("aiven_extras");
    }
}
