package dev.planetfall.desktop;

import dev.planetfall.language.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBus;
import org.freedesktop.dbus.interfaces.DBusInterface;

/**
 * A connection of its own to the bus on which the programs of a person's Linux desktop talk. What its services hold for this program ends
 * with the connection, also when the program is killed. Thread-safe.
 */
public final class SessionBus implements AutoCloseable {
    private static final String ADDRESS = "DBUS_SESSION_BUS_ADDRESS";
    private static final String RUNTIME_FOLDER = "XDG_RUNTIME_DIR";

    /** It is on this computer: what does not listen at once is not there. */
    private static final int CONNECTING_MILLIS = 1_000;

    private final DBusConnection connection;

    private SessionBus(DBusConnection connection) {
        this.connection = connection;
    }

    /** Where the bus of this session listens; empty where there is none, as on a server or another system than Linux. */
    public static Optional<String> address() {
        return address(System.getenv());
    }

    static Optional<String> address(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(ADDRESS))
                .filter(given -> !given.isBlank())
                .or(() -> Optional.ofNullable(environment.get(RUNTIME_FOLDER))
                        .filter(folder -> !folder.isBlank())
                        .map(folder -> Path.of(folder, "bus"))
                        .filter(Files::exists)
                        .map(socket -> "unix:path=" + socket));
    }

    /** @throws DesktopException when nobody listens there */
    public static SessionBus connect(String address) {
        try {
            return new SessionBus(DBusConnectionBuilder.forAddress(address)
                    .withShared(false)
                    .transportConfig()
                    .withTimeout(CONNECTING_MILLIS)
                    .back()
                    .build());
        } catch (DBusException | DBusExecutionException | IllegalArgumentException e) {
            throw new DesktopException(Messages.text("desktop.session-bus.does-not-answer"), e);
        }
    }

    /** Whether a service runs or would be started by talking to it. */
    public boolean offers(String name) {
        try {
            DBus bus = connection.getRemoteObject("org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class);
            return bus.NameHasOwner(name) || List.of(bus.ListActivatableNames()).contains(name);
        } catch (DBusException | DBusExecutionException e) {
            return false;
        }
    }

    /**
     * An object of a service. Its calls throw {@link DBusExecutionException}.
     *
     * @throws DesktopException when the connection is gone
     */
    public <T extends DBusInterface> T object(String name, String path, Class<T> type) {
        try {
            return connection.getRemoteObject(name, path, type);
        } catch (DBusException | DBusExecutionException e) {
            throw new DesktopException(Messages.text("desktop.session-bus.does-not-answer"), e);
        }
    }

    /** For signals. */
    public DBusConnection connection() {
        return connection;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            // It was gone already, which is all that closing wants.
        }
    }
}
