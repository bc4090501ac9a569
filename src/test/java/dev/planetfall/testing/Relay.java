package dev.planetfall.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A port of this computer that stands between clients and a server; what becomes of a client is up to whoever opened it. */
public final class Relay implements AutoCloseable {
    private static final int BACKLOG = 50;

    private final ServerSocket entrance;
    private final Reception reception;

    private Relay(ServerSocket entrance, Reception reception) {
        this.entrance = entrance;
        this.reception = reception;
    }

    /** Receives every client on the same thread, one after another. */
    public static Relay open(String host, Reception reception) {
        try {
            Relay relay = new Relay(new ServerSocket(0, BACKLOG, InetAddress.getByName(host)), reception);
            beside(relay::receive);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return entrance.getLocalPort();
    }

    private void receive() {
        try {
            while (!entrance.isClosed()) {
                receive(entrance.accept());
            }
        } catch (IOException e) {
            // The entrance was closed.
        }
    }

    private void receive(Socket client) {
        try {
            reception.receive(client);
        } catch (IOException e) {
            // The server is away, and so is whoever asks for it.
            hangUp(client);
        }
    }

    /** Passes everything on both ways, until one side is gone; returns at once. */
    public static void join(Socket client, Socket server) {
        beside(() -> pass(client, server));
        beside(() -> pass(server, client));
    }

    /** Passes everything on until one side is gone; then both are closed. */
    public static void pass(Socket from, Socket to) {
        pass(from, to, (in, out) -> in.getInputStream().transferTo(out.getOutputStream()));
    }

    /** {@link #pass(Socket, Socket)} by a way of one's own, which ends with the connection. */
    public static void pass(Socket from, Socket to, Passage passage) {
        try (from;
                to) {
            passage.pass(from, to);
        } catch (IOException e) {
            // One side is gone; both are closed.
        }
    }

    public static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does it on a thread that keeps no program alive. */
    public static void beside(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    /** What was joined stays so. */
    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What becomes of a client. */
    @FunctionalInterface
    public interface Reception {
        /** Hung up on when this throws. */
        void receive(Socket client) throws IOException;
    }

    /** How bytes get from one side to the other. */
    @FunctionalInterface
    public interface Passage {
        void pass(Socket from, Socket to) throws IOException;
    }
}
