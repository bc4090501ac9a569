package dev.planetfall.migration.provider;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Timescale's own cloud. Another server may have the extension too, and replicates what is no hypertable. */
final class Timescale implements Provider {
    /** Where the extension keeps its books and the parts of hypertables, whoever runs the server. */
    static final Set<Identifier> EXTENSION_SCHEMAS = Provider.names(
            "_timescaledb_cache",
            "_timescaledb_catalog",
            "_timescaledb_config",
            "_timescaledb_debug",
            "_timescaledb_functions",
            "_timescaledb_internal",
            "timescaledb_experimental",
            "timescaledb_information");

    @Override
    public String name() {
        return Messages.text("provider.timescale.timescale");
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.endWith(settings, ".tsdb.cloud.timescale.com");
    }

    @Override
    public Signs signs() {
        return Signs.NONE.withRoles("tsdbadmin");
    }

    @Override
    public List<String> connectionSteps() {
        return List.of(
                Messages.text("provider.timescale.open-the-service"),
                Messages.text("provider.timescale.copy-the-service-url"));
    }

    @Override
    public List<String> replicationSteps() {
        return List.of();
    }

    @Override
    public Optional<String> restartWarning() {
        return Optional.empty();
    }

    /** The rows of a hypertable are in tables of the extension's own. */
    @Override
    public boolean keepsRowsInTables() {
        return false;
    }

    @Override
    public List<String> insteadOfReplication() {
        return List.of(
                Messages.text("provider.timescale.timescale-does-not-offer-logical"),
                Messages.text("provider.timescale.dump-and-restore-in-a"));
    }

    @Override
    public Set<Identifier> excludedSchemas() {
        return EXTENSION_SCHEMAS;
    }
}
