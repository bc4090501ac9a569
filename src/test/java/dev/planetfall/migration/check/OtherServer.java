package dev.planetfall.migration.check;

import dev.planetfall.demo.PostgresRelease;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.SslMode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** A server with settings that only a restart could change. It trusts everyone and offers no TLS. */
final class OtherServer implements AutoCloseable {
    private final EmbeddedPostgres postgres;

    OtherServer(int major, Map<String, String> configuration) throws IOException {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder().setPgBinaryResolver(PostgresRelease.ofMajor(major));
        configuration.forEach(builder::setServerConfig);
        postgres = builder.start();
    }

    ConnectionSettings settings() {
        return new ConnectionSettings(
                "localhost",
                postgres.getPort(),
                "postgres",
                "postgres",
                Password.of("not asked for"),
                SslMode.PREFER,
                Optional.empty());
    }

    Database database() {
        return new Database(settings(), "other");
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
