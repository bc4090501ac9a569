package dev.planetfall.migration.provider;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.ConnectionSettings;
import java.util.List;
import java.util.Optional;

/** Logical replication is turned on by people there. */
final class Render implements Provider {
    @Override
    public String name() {
        return Messages.text("provider.render.render");
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.endWith(settings, ".render.com");
    }

    @Override
    public List<String> connectionSteps() {
        return List.of(
                Messages.text("provider.render.open-the-database-and-choose"),
                Messages.text("provider.render.copy-the-external-database-url"));
    }

    @Override
    public List<String> replicationSteps() {
        return List.of(
                Messages.text("provider.render.ask-renders-support-to-turn"),
                Messages.text("provider.render.let-them-give-the-right"));
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.of(Messages.text("provider.render.turning-it-on-restarts-the"));
    }

    @Override
    public List<String> limits() {
        return List.of(Messages.text("provider.render.the-role-has-no-superusers"));
    }

    @Override
    public List<String> limitsOfReplication() {
        return List.of(Messages.text("provider.render.access-control-of-the-database"));
    }
}
