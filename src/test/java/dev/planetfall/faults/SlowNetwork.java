package dev.planetfall.faults;

import dev.planetfall.postgres.ConnectionSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Stands between two servers and lets little through in each second. */
public final class SlowNetwork implements AutoCloseable {
    private static final int STEPS = 20;

    private final ServerSocket entrance;
    private final ConnectionSettings server;
    private final int bytesPerSecond;
    private volatile boolean slow = true;

    public SlowNetwork(ConnectionSettings server, int bytesPerSecond) {
        this.server = server;
        this.bytesPerSecond = bytesPerSecond;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getByName(server.host()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    /** How to connect through this. */
    public ConnectionSettings settings() {
        return server.withPort(entrance.getLocalPort());
    }

    /** Lets everything through from now on. */
    public void heal() {
        slow = false;
    }

    private void accept() {
        try {
            while (!entrance.isClosed()) {
                Socket client = entrance.accept();
                client.setSendBufferSize(1 << 14);
                Socket there = new Socket();
                there.setReceiveBufferSize(1 << 14);
                there.connect(new java.net.InetSocketAddress(server.host(), server.port()));
                daemon(() -> forward(client, there, false));
                daemon(() -> forward(there, client, true));
            }
        } catch (IOException e) {
            // The entrance was closed.
        }
    }

    private void forward(Socket from, Socket to, boolean slowly) {
        byte[] buffer = new byte[slowly ? Math.min(1 << 16, bytesPerSecond / STEPS) : 1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
                out.write(buffer, 0, length);
                if (slowly && slow) {
                    Gate.pause(length * 1_000 / bytesPerSecond);
                }
            }
        } catch (IOException e) {
            // One side is gone; both are closed.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "slow-network");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
