package dev.planetfall.faults;

import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.testing.Relay;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Stands between two servers and lets little through in each second. */
public final class SlowNetwork implements AutoCloseable {
    private static final int STEPS = 20;
    private static final int BUFFER = 1 << 14;

    private final ConnectionSettings server;
    private final int bytesPerSecond;
    private final Relay relay;
    private volatile boolean slow = true;

    public SlowNetwork(ConnectionSettings server, int bytesPerSecond) {
        this.server = server;
        this.bytesPerSecond = bytesPerSecond;
        relay = Relay.open(server.host(), this::connect);
    }

    /** How to connect through this. */
    public ConnectionSettings settings() {
        return server.withPort(relay.port());
    }

    /** Lets everything through from now on. */
    public void heal() {
        slow = false;
    }

    private void connect(Socket client) throws IOException {
        client.setSendBufferSize(BUFFER);
        Socket there = new Socket();
        there.setReceiveBufferSize(BUFFER);
        there.connect(new InetSocketAddress(server.host(), server.port()));
        Relay.beside(() -> Relay.pass(client, there));
        Relay.beside(() -> Relay.pass(there, client, this::trickle));
    }

    private void trickle(Socket from, Socket to) throws IOException {
        byte[] buffer = new byte[Math.min(1 << 16, bytesPerSecond / STEPS)];
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
            out.write(buffer, 0, length);
            if (slow) {
                Gate.pause(length * 1_000 / bytesPerSecond);
            }
        }
    }

    @Override
    public void close() {
        relay.close();
    }
}
