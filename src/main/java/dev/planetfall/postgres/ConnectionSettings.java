package dev.planetfall.postgres;

import dev.planetfall.language.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where and as whom to connect. {@code toString} never shows the password.
 *
 * @param port 1 to 65535
 * @param sslRootCert the certificate authority to believe; empty means the system's own list when the mode verifies
 * @param requiresChannelBinding whether the login must prove that nobody sits between, even with a certificate that is believed
 */
public record ConnectionSettings(
        String host,
        int port,
        String database,
        String user,
        Password password,
        SslMode sslMode,
        Optional<Path> sslRootCert,
        boolean requiresChannelBinding) {
    public static final int DEFAULT_PORT = 5432;

    public ConnectionSettings {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(sslMode, "sslMode");
        Objects.requireNonNull(sslRootCert, "sslRootCert");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("A port is a number from 1 to 65535, not " + port);
        }
    }

    /** With channel binding where both sides can, as drivers do by themselves. */
    public ConnectionSettings(
            String host,
            int port,
            String database,
            String user,
            Password password,
            SslMode sslMode,
            Optional<Path> sslRootCert) {
        this(host, port, database, user, password, sslMode, sslRootCert, false);
    }

    public ConnectionSettings withHost(String newHost) {
        return new ConnectionSettings(
                newHost, port, database, user, password, sslMode, sslRootCert, requiresChannelBinding);
    }

    public ConnectionSettings withPort(int newPort) {
        return new ConnectionSettings(
                host, newPort, database, user, password, sslMode, sslRootCert, requiresChannelBinding);
    }

    public ConnectionSettings withUser(String newUser) {
        return new ConnectionSettings(
                host, port, database, newUser, password, sslMode, sslRootCert, requiresChannelBinding);
    }

    public ConnectionSettings withPassword(Password newPassword) {
        return new ConnectionSettings(
                host, port, database, user, newPassword, sslMode, sslRootCert, requiresChannelBinding);
    }

    public ConnectionSettings withDatabase(String newDatabase) {
        return new ConnectionSettings(
                host, port, newDatabase, user, password, sslMode, sslRootCert, requiresChannelBinding);
    }

    public ConnectionSettings withTls(SslMode newMode, Optional<Path> newRootCert) {
        return new ConnectionSettings(
                host, port, database, user, password, newMode, newRootCert, requiresChannelBinding);
    }

    public ConnectionSettings withChannelBinding(boolean required) {
        return new ConnectionSettings(host, port, database, user, password, sslMode, sslRootCert, required);
    }

    public ConnectionSettings withoutPassword() {
        return withPassword(Password.NONE);
    }

    /** Whether a file of certificates is named that this computer has not, or may not read. */
    public boolean lacksRootCert() {
        return sslRootCert
                .filter(file -> !Files.isRegularFile(file) || !Files.isReadable(file))
                .isPresent();
    }

    /** For people: {@code store on db.example.com:5432 as ada}. */
    public String described() {
        return Messages.text("postgres.connection-settings.on-as", database, host, port, user);
    }

    @Override
    public String toString() {
        return "postgresql://" + user + "@" + host + ":" + port + "/" + database + "?sslmode=" + sslMode.keyword();
    }
}
