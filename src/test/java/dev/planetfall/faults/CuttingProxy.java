package dev.planetfall.faults;

import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.SslMode;
import dev.planetfall.testing.Relay;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between the program and a server, and cuts the connection at the first COMMIT that follows rows. */
final class CuttingProxy implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final ConnectionSettings server;
    private final boolean letsCommit;
    private final AtomicInteger cuts = new AtomicInteger();
    private final Relay relay;

    /** @param letsCommit whether the server hears the COMMIT of which the program hears no answer */
    CuttingProxy(ConnectionSettings server, boolean letsCommit) {
        this.server = server;
        this.letsCommit = letsCommit;
        relay = Relay.open(HOST, this::connect);
    }

    /** How to connect through this. Nothing is encrypted, so that a COMMIT can be seen. */
    ConnectionSettings settings() {
        return new ConnectionSettings(
                HOST,
                relay.port(),
                server.database(),
                server.user(),
                server.password(),
                SslMode.DISABLE,
                Optional.empty());
    }

    int cuts() {
        return cuts.get();
    }

    private void connect(Socket client) throws IOException {
        Socket there = new Socket(server.host(), server.port());
        Relay.beside(() -> Relay.pass(client, there, this::forward));
        Relay.beside(() -> Relay.pass(there, client));
    }

    private void forward(Socket client, Socket there) throws IOException {
        boolean rows = false;
        byte[] buffer = new byte[1 << 16];
        InputStream in = client.getInputStream();
        for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
            String text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
            rows |= text.contains("FROM STDIN");
            if (rows && text.contains("COMMIT") && cuts.compareAndSet(0, 1)) {
                cut(client, there, buffer, length);
                return;
            }
            there.getOutputStream().write(buffer, 0, length);
        }
    }

    private void cut(Socket client, Socket there, byte[] commit, int length) throws IOException {
        client.close();
        if (letsCommit) {
            there.getOutputStream().write(commit, 0, length);
            Gate.pause(200);
        }
    }

    @Override
    public void close() {
        relay.close();
    }
}
