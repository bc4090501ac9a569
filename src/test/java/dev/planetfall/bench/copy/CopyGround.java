package dev.planetfall.bench.copy;

import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Database;
import dev.planetfall.testing.TwoPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where copies are made: a source with its data, a target, and a folder for files that is emptied by its owner.
 *
 * @param passwords a file in the form of libpq's password file, for programs that use it
 */
record CopyGround(TwoPostgres servers, SampleData data, CopyOptions options, Path folder, Path passwords) {
    /** The source must hold the data already. */
    static CopyGround of(TwoPostgres servers, SampleData data, CopyOptions options, Path folder) {
        return new CopyGround(servers, data, options, folder, passwordFile(servers, folder));
    }

    /** Removes what earlier copies left on both servers, and makes both as idle as after a start. */
    void clear() {
        servers.clean();
        servers.emptyTarget();
        source().useSession(
                        session -> session.execute("DROP SCHEMA IF EXISTS " + Scope.OWN_SCHEMA.quoted() + " CASCADE"));
        servers.sourceAdmin().useSession(session -> session.execute("CHECKPOINT"));
        servers.targetAdmin().useSession(session -> session.execute("CHECKPOINT"));
    }

    Database source() {
        return servers.sourceDatabase();
    }

    Database target() {
        return servers.targetDatabase();
    }

    String sourceUri() {
        return servers.sourceSettings().toString();
    }

    String targetUri() {
        return servers.targetSettings().toString();
    }

    private static Path passwordFile(TwoPostgres servers, Path folder) {
        try {
            Path file = folder.resolve("passwords");
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, line(servers.sourceSettings()) + line(servers.targetSettings()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(ConnectionSettings settings) {
        return "%s:%d:*:%s:%s%n"
                .formatted(
                        settings.host(),
                        settings.port(),
                        settings.user(),
                        settings.password().reveal());
    }
}
