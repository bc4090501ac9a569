package dev.planetfall.migration.provider;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.ConnectionSettings;
import java.util.List;
import java.util.Optional;

/** Google mostly gives a server nothing but a number for an address, so it is known by its settings and roles. */
final class CloudSql implements Provider {
    private static final int POOLER_PORT = 6432;

    @Override
    public String name() {
        return Messages.text("provider.cloud-sql.google-cloud-sql");
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.endWith(settings, ".sql.goog");
    }

    @Override
    public Signs signs() {
        return Signs.settings("cloudsql").withRoles("cloudsqlsuperuser", "cloudsqladmin");
    }

    @Override
    public Pooling pooling() {
        return Pooling.onPort(POOLER_PORT, ConnectionSettings.DEFAULT_PORT);
    }

    @Override
    public List<String> connectionSteps() {
        return List.of(
                Messages.text("provider.cloud-sql.open-the-instance"),
                Messages.text("provider.cloud-sql.copy-the-public-ip"),
                Messages.text("provider.cloud-sql.the-user-is-one-of"));
    }

    @Override
    public List<String> replicationSteps() {
        return Google.replicationSteps("cloudsql.logical_decoding");
    }

    @Override
    public Optional<String> restartWarning() {
        return Google.restartWarning();
    }

    @Override
    public List<String> limitsOfReplication() {
        return Google.limitsOfReplication();
    }
}
