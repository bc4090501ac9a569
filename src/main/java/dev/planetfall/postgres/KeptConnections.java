package dev.planetfall.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections that wait for the next work of their kind. Keeps none until it is opened. Thread-safe. */
final class KeptConnections {
    private static final Logger LOG = LoggerFactory.getLogger(KeptConnections.class);

    /** A network that is gone does not say so. */
    private static final int ANSWER_MILLIS = 3_000;

    private final Map<String, Deque<Connection>> idle = new HashMap<>();
    private boolean keeping;

    synchronized void open() {
        keeping = true;
    }

    /** Closes all that wait, and keeps none from now on. */
    synchronized void close() {
        keeping = false;
        idle.values().forEach(connections -> connections.forEach(KeptConnections::close));
        idle.clear();
    }

    /** @return false when it is not kept, so that the caller must close it */
    synchronized boolean keep(String kind, Connection connection) {
        if (keeping) {
            idle.computeIfAbsent(kind, first -> new ArrayDeque<>()).push(connection);
        }
        return keeping;
    }

    /** One that works and is as it was when it was opened; empty when a new one must be opened. */
    Optional<Connection> take(String kind) {
        Optional<Connection> found = pop(kind);
        while (found.isPresent() && !isAsNew(found.get())) {
            close(found.get());
            found = pop(kind);
        }
        return found;
    }

    private synchronized Optional<Connection> pop(String kind) {
        return Optional.ofNullable(idle.get(kind)).map(Deque::poll);
    }

    /** It fails when the connection is gone or somebody left a transaction open. */
    private static boolean isAsNew(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, ANSWER_MILLIS);
            statement.execute("DISCARD ALL");
            connection.setNetworkTimeout(Runnable::run, 0);
            return true;
        } catch (SQLException e) {
            LOG.debug("A kept connection is of no use any more", e);
            return false;
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("A kept connection could not be closed", e);
        }
    }
}
