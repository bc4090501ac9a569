package dev.planetfall.migration.provider;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Google's other PostgreSQL, also known by a number for an address. */
final class AlloyDb implements Provider {
    private static final int POOLER_PORT = 6432;

    @Override
    public String name() {
        return Messages.text("provider.alloy-db.google-alloydb");
    }

    @Override
    public boolean recognises(ConnectionSettings settings) {
        return Hosts.endWith(settings, ".alloydb.goog") || Hosts.endWith(settings, ".alloydb-psc.goog");
    }

    @Override
    public Signs signs() {
        return Signs.settings("alloydb")
                .withRoles("alloydbsuperuser", "alloydbadmin")
                .withExtensions("google_columnar_engine", "google_db_advisor", "google_ml_integration")
                .withSchemas("google_ml", "perfsnap");
    }

    @Override
    public Pooling pooling() {
        return Pooling.onPort(POOLER_PORT, ConnectionSettings.DEFAULT_PORT);
    }

    @Override
    public List<String> connectionSteps() {
        return List.of(
                Messages.text("provider.alloy-db.open-the-cluster"),
                Messages.text("provider.alloy-db.copy-the-public-ip"),
                Messages.text("provider.alloy-db.the-user-is-one-of"));
    }

    @Override
    public List<String> replicationSteps() {
        return Google.replicationSteps("alloydb.logical_decoding");
    }

    @Override
    public Optional<String> restartWarning() {
        return Google.restartWarning();
    }

    @Override
    public List<String> limitsOfReplication() {
        return Google.limitsOfReplication();
    }

    @Override
    public Set<Identifier> excludedSchemas() {
        return Provider.names("ai", "google_ml", "helpobj", "perfsnap", "pgsnap");
    }

    @Override
    public Set<Identifier> excludedExtensions() {
        return Provider.names("g_stats", "google_columnar_engine", "google_db_advisor", "google_ml_integration");
    }
}
