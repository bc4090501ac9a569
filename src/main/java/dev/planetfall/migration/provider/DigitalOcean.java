package dev.planetfall.migration.provider;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A pool is a database name on port 25061; the servers themselves listen on 25060. */
final class DigitalOcean implements Provider {
    static final String ADMINISTRATOR = "doadmin";

    private static final int DIRECT_PORT = 25_060;
    private static final int POOLER_PORT = 25_061;

    @Override
    public String name() {
        return "DigitalOcean";
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.endWith(settings, ".db.ondigitalocean.com");
    }

    @Override
    public Signs signs() {
        return Signs.NONE.withRoles(ADMINISTRATOR);
    }

    /** The database is taken over as it is, although the pool may have another name than its database. */
    @Override
    public Pooling pooling() {
        return Pooling.onPort(POOLER_PORT, DIRECT_PORT);
    }

    @Override
    public List<String> connectionSteps() {
        return List.of(
                Messages.text("provider.digital-ocean.open-the-database-cluster"),
                Messages.text("provider.digital-ocean.choose-public-network"),
                Messages.text("provider.digital-ocean.copy-the-connection-string"));
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
        return List.of(Messages.text("provider.digital-ocean.the-certificate-is-signed-by"));
    }

    @Override
    public List<String> limitsOfReplication() {
        return List.of(Messages.text("provider.digital-ocean.trusted-sources-of-the-database"));
    }

    @Override
    public Set<Identifier> excludedExtensions() {
        return Provider.names("aiven_extras");
    }
}
