package dev.planetfall.migration.provider;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A server of one's own, or of a host that is not known by its address. */
final class SelfHosted implements Provider {
    /** PgBouncer's own default, and the one Supavisor made common. */
    private static final Set<Integer> USUAL_POOLER_PORTS = Set.of(6432, 6543);

    private static final Pattern POOLER_NAME =
            Pattern.compile("(?:pooler|pgbouncer)[-.].*|[^.]*-(?:pooler|pgbouncer)\\..*");

    @Override
    public String name() {
        return Messages.text("provider.self-hosted.self-hosted-postgresql");
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return true;
    }

    /** A guess from names and ports that poolers usually have. */
    @Override
    public Pooling pooling() {
        return Pooling.unnamed(
                settings -> USUAL_POOLER_PORTS.contains(settings.port()) || Hosts.match(settings, POOLER_NAME));
    }

    /** Many run theirs on a machine at Amazon. */
    @Override
    public Optional<String> region(ConnectionSettings settings) {
        return Amazon.region(settings);
    }

    @Override
    public Set<Identifier> excludedSchemas() {
        return Timescale.EXTENSION_SCHEMAS;
    }

    @Override
    public List<String> connectionSteps() {
        return List.of(
                Messages.text("provider.self-hosted.look-where-the-application"),
                Messages.text("provider.self-hosted.the-host-must-be-one"));
    }

    @Override
    public List<String> replicationSteps() {
        return List.of(
                Messages.text("provider.self-hosted.run-alter-system-set-wal"),
                Messages.text("provider.self-hosted.restart-the-server"),
                Messages.text("provider.self-hosted.let-pg-hba-conf-admit"));
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.of(Messages.text("provider.self-hosted.restarting-the-server-ends-all"));
    }
}
