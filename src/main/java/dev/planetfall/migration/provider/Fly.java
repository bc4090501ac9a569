package dev.planetfall.migration.provider;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.ConnectionSettings;
import java.util.List;
import java.util.Optional;

/** A server of one's own on Fly's machines. */
final class Fly implements Provider {
    @Override
    public String name() {
        return Messages.text("provider.fly.fly-io");
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.endWith(settings, ".fly.dev") || Hosts.endWith(settings, ".flycast");
    }

    @Override
    public List<String> connectionSteps() {
        return List.of(
                Messages.text("provider.fly.give-the-database-a-public"),
                Messages.text("provider.fly.take-user-and-password"));
    }

    @Override
    public List<String> replicationSteps() {
        return List.of(
                Messages.text("provider.fly.connect-as-postgres-and-run"),
                Messages.text("provider.fly.restart-the-machines-of-the"));
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.of(Messages.text("provider.fly.restarting-the-machines-ends-all"));
    }

    @Override
    public List<String> limitsOfReplication() {
        return List.of(
                Messages.text("provider.fly.a-private-address-which-ends"),
                Messages.text("provider.fly.the-proxy-in-front-of"));
    }
}
