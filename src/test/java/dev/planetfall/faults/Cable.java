package dev.planetfall.faults;

import dev.planetfall.postgres.ConnectionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between a server and whoever connects through this: can be pulled out and put back as often as one likes. */
final class Cable implements AutoCloseable {
    private final ServerSocket entrance;
    private final ConnectionSettings server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean pulled;

    Cable(ConnectionSettings server) throws IOException {
        this.server = server;
        entrance = new ServerSocket(0, 50, InetAddress.getByName(server.host()));
        daemon(this::accept);
    }

    /** How to connect through this. */
    ConnectionSettings settings() {
        return server.withPort(entrance.getLocalPort());
    }

    /** Every connection breaks at once, and no new one comes about. */
    void pull() {
        pulled = true;
        open.forEach(Cable::hangUp);
    }

    void plugIn() {
        pulled = false;
    }

    private void accept() {
        try {
            while (!entrance.isClosed()) {
                Socket client = entrance.accept();
                if (pulled) {
                    hangUp(client);
                } else {
                    connect(client);
                }
            }
        } catch (IOException e) {
            // The entrance was closed.
        }
    }

    private void connect(Socket client) {
        try {
            join(client, new Socket(server.host(), server.port()));
        } catch (IOException e) {
            // The server is away, and so is whoever asks for it.
            hangUp(client);
        }
    }

    private void join(Socket client, Socket there) {
        open.add(client);
        open.add(there);
        daemon(() -> forward(client, there));
        daemon(() -> forward(there, client));
        if (pulled) {
            hangUp(client);
            hangUp(there);
        }
    }

    private void forward(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side is gone; both are closed.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "cable");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            entrance.close();
            pull();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
