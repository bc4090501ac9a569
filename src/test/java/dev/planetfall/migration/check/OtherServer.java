package dev.planetfall.migration.check;

import dev.planetfall.demo.PostgresRelease;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.SslMode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A server with settings that only a restart could change. It trusts everyone and offers no TLS. */
final class OtherServer implements AutoCloseable {
    private final EmbeddedPostgres postgres;

    OtherServer(int major, Map<String, String> configuration) throws IOException {
        this(builder(major, configuration));
    }

    private OtherServer(EmbeddedPostgres.Builder builder) throws IOException {
        postgres = builder.start();
    }

    /** A server whose data stay in the folder, so that another one can go on with them: a restart. */
    static OtherServer in(Path data, int major) throws IOException {
        return new OtherServer(builder(major, Map.of()).setDataDirectory(data).setCleanDataDirectory(false));
    }

    private static EmbeddedPostgres.Builder builder(int major, Map<String, String> configuration) {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder().setPgBinaryResolver(PostgresRelease.ofMajor(major));
        configuration.forEach(builder::setServerConfig);
        return builder;
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
