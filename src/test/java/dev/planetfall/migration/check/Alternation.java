package dev.planetfall.migration.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** A load balancer of the simplest kind: each connection goes to the next port of a list. */
final class Alternation implements AutoCloseable {
    private static final int ANY = 0;

    private final ServerSocket door;
    private final List<Integer> ports;

    Alternation(Integer... ports) throws IOException {
        this(ANY, List.of(ports));
    }

    private Alternation(int own, List<Integer> ports) throws IOException {
        door = new ServerSocket(own, 50, InetAddress.getLoopbackAddress());
        this.ports = ports;
        start(this::serve);
    }

    /** A way to one server by a port that means something. */
    static Alternation at(int own, int port) throws IOException {
        return new Alternation(own, List.of(port));
    }

    int port() {
        return door.getLocalPort();
    }

    private void serve() {
        Iterator<Integer> next =
                Stream.generate(() -> ports).flatMap(List::stream).iterator();
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), next.next());
                start(() -> pass(client, server));
                start(() -> pass(server, client));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Whichever side ends first ends both. */
    private static void pass(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // The other direction was ended first.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "alternation");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
