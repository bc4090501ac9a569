package dev.planetfall.postgres;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Sits between a client and a server with a certificate of its own, and can read everything that passes. */
final class Eavesdropper implements AutoCloseable {
    private static final int SSL_REQUEST_BYTES = 8;

    private final ServerSocket entrance;
    private final ConnectionSettings server;
    private final SSLContext identity;

    /** @param certificate with its key beside it, as servers keep them */
    Eavesdropper(ConnectionSettings server, Path certificate) throws IOException, GeneralSecurityException {
        this.server = server;
        identity = identity(certificate, certificate.resolveSibling("server.key"));
        entrance = new ServerSocket(0, 5, InetAddress.getByName("localhost"));
        daemon(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    private void accept() {
        try {
            while (!entrance.isClosed()) {
                Socket client = entrance.accept();
                daemon(() -> listen(client));
            }
        } catch (IOException e) {
            // The entrance was closed.
        }
    }

    private void listen(Socket client) {
        try {
            client.getInputStream().readNBytes(SSL_REQUEST_BYTES);
            client.getOutputStream().write('S');
            Socket readable = identity.getSocketFactory().createSocket(client, null, true);
            Socket there = new Socket(server.host(), server.port());
            daemon(() -> pass(readable, there));
            daemon(() -> pass(there, readable));
        } catch (IOException e) {
            // The client went away.
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side is gone; both are closed.
        }
    }

    private static SSLContext identity(Path certificate, Path key) throws IOException, GeneralSecurityException {
        Certificate shown = CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(certificate)));
        byte[] encoded = Base64.getMimeDecoder()
                .decode(Files.readString(key)
                        .replaceAll("-----[A-Z ]+-----", "")
                        .getBytes(StandardCharsets.US_ASCII));
        PrivateKey secret = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", secret, new char[0], new Certificate[] {shown});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "eavesdropper");
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
