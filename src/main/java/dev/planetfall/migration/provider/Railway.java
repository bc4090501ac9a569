package dev.planetfall.migration.provider;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.ConnectionSettings;
import java.util.List;
import java.util.Optional;

/** A container of one's own behind a proxy for TCP. */
final class Railway implements Provider {
    @Override
    public String name() {
        return Messages.text("provider.railway.railway");
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.endWith(settings, ".proxy.rlwy.net") || Hosts.endWith(settings, ".railway.internal");
    }

    @Override
    public List<String> connectionSteps() {
        return List.of(
                Messages.text("provider.railway.open-the-database-service-and"),
                Messages.text("provider.railway.copy-database-public-url"));
    }

    @Override
    public List<String> replicationSteps() {
        return List.of(
                Messages.text("provider.railway.connect-as-postgres-and-run"),
                Messages.text("provider.railway.open-the-database-service-in"));
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.of(Messages.text("provider.railway.restarting-the-service-ends-all"));
    }

    @Override
    public List<String> limitsOfReplication() {
        return List.of(
                Messages.text("provider.railway.the-proxy-in-front-of"),
                Messages.text("provider.railway.connect-as-postgres-another-role"),
                Messages.text("provider.railway.the-disk-does-not-grow"));
    }
}
