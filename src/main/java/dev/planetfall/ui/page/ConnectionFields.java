package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.ConnectionStrings;
import dev.planetfall.postgres.Password;
import dev.planetfall.postgres.PastedSecret;
import dev.planetfall.postgres.SslMode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The single fields of a connection, as they are typed. */
final class ConnectionFields {
    private final StringProperty host = new SimpleStringProperty("");
    private final StringProperty port = new SimpleStringProperty(Integer.toString(ConnectionSettings.DEFAULT_PORT));
    private final StringProperty database = new SimpleStringProperty("");
    private final StringProperty user = new SimpleStringProperty("");
    private final StringProperty password = new SimpleStringProperty("");
    private final ObjectProperty<SslMode> sslMode = new SimpleObjectProperty<>(SslMode.REQUIRE);
    private final StringProperty rootCertificate = new SimpleStringProperty("");

    /** Not a field of its own: only a pasted connection string demands it. */
    private boolean requiresChannelBinding;

    StringProperty host() {
        return host;
    }

    StringProperty port() {
        return port;
    }

    StringProperty database() {
        return database;
    }

    StringProperty user() {
        return user;
    }

    StringProperty password() {
        return password;
    }

    ObjectProperty<SslMode> sslMode() {
        return sslMode;
    }

    /** A path on this computer; empty for the system's own list. */
    StringProperty rootCertificate() {
        return rootCertificate;
    }

    void onChange(Runnable action) {
        for (Property<?> each : List.of(host, port, database, user, password, sslMode, rootCertificate)) {
            each.addListener((property, old, now) -> action.run());
        }
    }

    void fill(Optional<ConnectionSettings> known) {
        host.set(known.map(ConnectionSettings::host).orElse(""));
        port.set(Integer.toString(known.map(ConnectionSettings::port).orElse(ConnectionSettings.DEFAULT_PORT)));
        database.set(known.map(ConnectionSettings::database).orElse(""));
        user.set(known.map(ConnectionSettings::user).orElse(""));
        password.set(
                known.map(ConnectionSettings::password).orElse(Password.NONE).reveal());
        sslMode.set(known.map(ConnectionSettings::sslMode).orElse(SslMode.REQUIRE));
        requiresChannelBinding =
                known.filter(ConnectionSettings::requiresChannelBinding).isPresent();
        rootCertificate.set(known.flatMap(ConnectionSettings::sslRootCert)
                .map(Path::toString)
                .orElse(""));
    }

    /** What the fields say; empty while one that is needed is missing or is not what it should be. */
    Optional<ConnectionSettings> settings() {
        if (!missing().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ConnectionSettings(
                host.get().strip(),
                portNumber().orElseThrow(),
                database.get().strip(),
                user.get().strip(),
                Password.of(password.get()),
                sslMode.get(),
                rootPath(),
                requiresChannelBinding));
    }

    /**
     * A pasted text completed by what it leaves open. Password and certificate are kept only for the same user of the same
     * host, so that no password is sent to a server it was not typed for.
     */
    ConnectionSettings completing(ConnectionSettings pasted) {
        boolean sameLogin = pasted.host().equals(host.get().strip())
                && pasted.user().equals(user.get().strip());
        if (!sameLogin) {
            return pasted;
        }
        return new ConnectionSettings(
                pasted.host(),
                pasted.port(),
                pasted.database(),
                pasted.user(),
                pasted.password().isEmpty() ? Password.of(password.get()) : pasted.password(),
                pasted.sslMode(),
                pasted.sslRootCert().or(this::rootPath),
                pasted.requiresChannelBinding());
    }

    /** One sentence about the first field that is missing or wrong; empty when none is. */
    String missing() {
        if (host.get().isBlank()) {
            return Messages.text("page.connection-fields.type-the-host-or-paste");
        }
        if (!ConnectionStrings.isHost(host.get().strip())) {
            return Messages.text("page.connection-fields.this-host-is-no-name");
        }
        if (portNumber().isEmpty()) {
            return Messages.text("page.connection-fields.the-port-is-a-number");
        }
        if (database.get().isBlank()) {
            return Messages.text("page.connection-fields.type-the-name-of-the");
        }
        if (user.get().isBlank()) {
            return Messages.text("page.connection-fields.type-the-user-to-connect");
        }
        return misplaced();
    }

    /** A whole connection string in a field for a part of one: its password would be taken for a name and written down. */
    private String misplaced() {
        if (PastedSecret.isConnection(database.get())) {
            return Messages.text("page.connection-fields.this-database-is-no-name");
        }
        if (PastedSecret.isConnection(user.get())) {
            return Messages.text("page.connection-fields.this-user-is-no-name");
        }
        if (PastedSecret.isConnection(rootCertificate.get())) {
            return Messages.text("page.connection-fields.the-root-certificate-is-a");
        }
        return !rootCertificate.get().isBlank() && rootPath().isEmpty()
                ? Messages.text("page.connection-fields.the-root-certificate-is-not")
                : "";
    }

    private OptionalInt portNumber() {
        try {
            int number = Integer.parseInt(port.get().strip());
            return number >= 1 && number <= 65_535 ? OptionalInt.of(number) : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    private Optional<Path> rootPath() {
        try {
            String path = rootCertificate.get().strip();
            return path.isEmpty() || PastedSecret.isConnection(path) ? Optional.empty() : Optional.of(Path.of(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
