package dev.planetfall.migration.provider;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Azure Database for PostgreSQL, flexible server, with its built-in PgBouncer on port 6432. */
final class Azure implements Provider {
    private static final int POOLER_PORT = 6432;

    @Override
    public String name() {
        return Messages.text("provider.azure.azure-database-for-postgresql");
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.endWith(settings, ".postgres.database.azure.com");
    }

    @Override
    public Signs signs() {
        return Signs.settings("azure").withRoles("azure_pg_admin", "azuresu");
    }

    @Override
    public Pooling pooling() {
        return Pooling.onPort(POOLER_PORT, ConnectionSettings.DEFAULT_PORT);
    }

    @Override
    public List<String> connectionSteps() {
        return List.of(
                Messages.text("provider.azure.open-the-server-and-choose"),
                Messages.text("provider.azure.copy-the-server-name"),
                Messages.text("provider.azure.the-names-of-the-databases"));
    }

    @Override
    public List<String> replicationSteps() {
        return List.of(
                Messages.text("provider.azure.open-the-server-in-the"),
                Messages.text("provider.azure.set-wal-level-to-logical"),
                Messages.text("provider.azure.choose-save-then-restart"),
                Messages.text("provider.azure.run-alter-role-replication-as"));
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.of(Messages.text("provider.azure.restarting-the-server-ends-all"));
    }

    @Override
    public List<String> limitsOfReplication() {
        return List.of(
                Messages.text("provider.azure.azure-drops-a-replication-slot"),
                Messages.text("provider.azure.a-failover-of-a-server"),
                Messages.text("provider.azure.the-servers-firewall-must-admit"));
    }

    @Override
    public Set<Identifier> excludedExtensions() {
        return Provider.names("azure", "pgaadauth");
    }
}
