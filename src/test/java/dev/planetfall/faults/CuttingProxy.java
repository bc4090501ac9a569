package dev.planetfall.faults;

import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.SslMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between the program and a server, and cuts the connection at the first COMMIT that follows rows. */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket entrance;
    private final ConnectionSettings server;
    private final boolean letsCommit;
    private final AtomicInteger cuts = new AtomicInteger();

    /** @param letsCommit whether the server hears the COMMIT of which the program hears no answer */
    CuttingProxy(ConnectionSettings server, boolean letsCommit) throws IOException {
        this.server = server;
        this.letsCommit = letsCommit;
        entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    /** How to connect through this. Nothing is encrypted, so that a COMMIT can be seen. */
    ConnectionSettings settings() {
        return new ConnectionSettings(
                "127.0.0.1",
                entrance.getLocalPort(),
                server.database(),
                server.user(),
                server.password(),
                SslMode.DISABLE,
                Optional.empty());
    }

    int cuts() {
        return cuts.get();
    }

    private void accept() {
        try {
            while (!entrance.isClosed()) {
                Socket client = entrance.accept();
                Socket there = new Socket(server.host(), server.port());
                daemon(() -> forward(client, there));
                daemon(() -> back(there, client));
            }
        } catch (IOException e) {
            // The entrance was closed.
        }
    }

    private void forward(Socket client, Socket there) {
        boolean rows = false;
        byte[] buffer = new byte[1 << 16];
        try (client;
                there) {
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
        } catch (IOException e) {
            // One side is gone; both are closed.
        }
    }

    private void cut(Socket client, Socket there, byte[] commit, int length) throws IOException {
        client.close();
        if (letsCommit) {
            there.getOutputStream().write(commit, 0, length);
            Gate.pause(200);
        }
    }

    private static void back(Socket there, Socket client) {
        try (client;
                there) {
            there.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // One side is gone; both are closed.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "cutting-proxy");
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
