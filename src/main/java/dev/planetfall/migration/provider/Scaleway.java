package dev.planetfall.migration.provider;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.ConnectionSettings;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Logical replication there begins with version 17. */
final class Scaleway implements Provider {
    private static final Pattern HOST = Pattern.compile(".*\\.rdb\\.([a-z0-9-]+)\\.scw\\.cloud");

    @Override
    public String name() {
        return Messages.text("provider.scaleway.scaleway");
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.match(settings, HOST);
    }

    @Override
    public Signs signs() {
        return Signs.settings("rdb");
    }

    @Override
    public Optional<String> region(ConnectionSettings settings) {
        return Hosts.part(settings, HOST);
    }

    @Override
    public List<String> connectionSteps() {
        return List.of(
                Messages.text("provider.scaleway.open-the-database-instance-and"),
                Messages.text("provider.scaleway.copy-address-and-port"));
    }

    @Override
    public List<String> replicationSteps() {
        return List.of(
                Messages.text("provider.scaleway.open-the-database-instance-in"),
                Messages.text("provider.scaleway.set-rdb-enable-logical-replication"),
                Messages.text("provider.scaleway.save-the-instance-restarts"));
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.of(Messages.text("provider.scaleway.changing-the-setting-restarts-the"));
    }

    @Override
    public List<String> limitsOfReplication() {
        return List.of(
                Messages.text("provider.scaleway.scaleway-offers-logical-replication-from"),
                Messages.text("provider.scaleway.allowed-ip-addresses-of-the"));
    }
}
