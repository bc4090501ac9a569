package dev.planetfall.migration.provider;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Usually the target; as a source it replicates like any other.
 *
 * @see <a href="https://planetscale.com/docs/postgres/connecting">Connecting</a>
 */
final class PlanetScale implements Provider {
    private static final int POOLER_PORT = 6432;

    /** {@code abc-useast1-1.horizon.psdb.cloud}, {@code eu-west-2.pg.psdb.cloud}. */
    private static final Pattern REGION = Pattern.compile(
            "(?:.*[-.])?((?:us|eu|ap|ca|sa|me|af|asia|europe)(?:-?[a-z]+)+-?\\d)(?:-\\d+\\.horizon|\\.pg)\\.psdb\\.cloud");

    @Override
    public String name() {
        return "PlanetScale";
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.endWith(settings, ".psdb.cloud");
    }

    @Override
    public Signs signs() {
        return Signs.settings("pginsights").withRoles("pscale_admin").withSchemas("pscale_extensions");
    }

    @Override
    public Pooling pooling() {
        return Pooling.onPort(POOLER_PORT, ConnectionSettings.DEFAULT_PORT);
    }

    /** The user's name can ask for a replica. */
    @Override
    public boolean isForReading(ConnectionSettings settings) {
        return settings.user().endsWith("|replica");
    }

    @Override
    public Optional<String> region(ConnectionSettings settings) {
        return Hosts.part(settings, REGION);
    }

    @Override
    public List<String> connectionSteps() {
        return List.of(
                Messages.text("provider.planet-scale.open-the-database-and-choose"),
                Messages.text("provider.planet-scale.make-a-role-and-copy"));
    }

    @Override
    public List<String> replicationSteps() {
        return List.of(
                Messages.text("provider.planet-scale.open-the-database-in-the"),
                Messages.text("provider.planet-scale.choose-the-branch-then-parameters"),
                Messages.text("provider.planet-scale.set-wal-level-to-logical"),
                Messages.text("provider.planet-scale.choose-queue-changes-then-apply"));
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.of(Messages.text("provider.planet-scale.applying-wal-level-restarts-the"));
    }

    @Override
    public List<String> limitsOfReplication() {
        return List.of(Messages.text("provider.planet-scale.planetscale-drops-a-replication-slot"));
    }

    @Override
    public Set<Identifier> excludedSchemas() {
        return Provider.names("pscale_extensions");
    }

    @Override
    public Set<Identifier> excludedExtensions() {
        return Provider.names("hypopg");
    }
}
