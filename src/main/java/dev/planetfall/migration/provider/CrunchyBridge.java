package dev.planetfall.migration.provider;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.ConnectionSettings;
import java.util.List;
import java.util.Optional;

/** PgBouncer listens beside the server, on a port of its own. */
final class CrunchyBridge implements Provider {
    private static final int POOLER_PORT = 5431;

    @Override
    public String name() {
        return Messages.text("provider.crunchy-bridge.crunchy-bridge");
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.endWith(settings, ".db.postgresbridge.com");
    }

    @Override
    public Signs signs() {
        return Signs.NONE.withRoles("crunchy_superuser", "_crunchyadmin");
    }

    @Override
    public Pooling pooling() {
        return Pooling.onPort(POOLER_PORT, ConnectionSettings.DEFAULT_PORT);
    }

    @Override
    public List<String> connectionSteps() {
        return List.of(
                Messages.text("provider.crunchy-bridge.open-the-cluster-and-choose"),
                Messages.text("provider.crunchy-bridge.choose-role-and-database"));
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
    public List<String> limitsOfReplication() {
        return List.of(
                Messages.text("provider.crunchy-bridge.the-clusters-firewall-rules-must"),
                Messages.text("provider.crunchy-bridge.a-cluster-has-10-replication"));
    }
}
