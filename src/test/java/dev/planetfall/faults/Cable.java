package dev.planetfall.faults;

import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.testing.Relay;
import java.io.IOException;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between a server and whoever connects through this: can be pulled out and put back as often as one likes. */
final class Cable implements AutoCloseable {
    private final ConnectionSettings server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Relay relay;
    private volatile boolean pulled;

    Cable(ConnectionSettings server) {
        this.server = server;
        relay = Relay.open(server.host(), this::connect);
    }

    /** How to connect through this. */
    ConnectionSettings settings() {
        return server.withPort(relay.port());
    }

    /** Every connection breaks at once, and no new one comes about. */
    void pull() {
        pulled = true;
        open.forEach(Relay::hangUp);
    }

    void plugIn() {
        pulled = false;
    }

    private void connect(Socket client) throws IOException {
        if (pulled) {
            Relay.hangUp(client);
            return;
        }
        Socket there = new Socket(server.host(), server.port());
        open.add(client);
        open.add(there);
        Relay.beside(() -> forward(client, there));
        Relay.beside(() -> forward(there, client));
        if (pulled) {
            Relay.hangUp(client);
            Relay.hangUp(there);
        }
    }

    private void forward(Socket from, Socket to) {
        Relay.pass(from, to);
        open.remove(from);
        open.remove(to);
    }

    @Override
    public void close() {
        relay.close();
        pull();
    }
}
