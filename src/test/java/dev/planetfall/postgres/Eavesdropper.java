package dev.planetfall.postgres;

import dev.planetfall.testing.Relay;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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

    private final ConnectionSettings server;
    private final SSLContext identity;
    private final Relay relay;

    /** @param certificate with its key beside it, as servers keep them */
    Eavesdropper(ConnectionSettings server, Path certificate) throws IOException, GeneralSecurityException {
        this.server = server;
        identity = identity(certificate, certificate.resolveSibling("server.key"));
        relay = Relay.open("localhost", this::listen);
    }

    int port() {
        return relay.port();
    }

    private void listen(Socket client) throws IOException {
        client.getInputStream().readNBytes(SSL_REQUEST_BYTES);
        client.getOutputStream().write('S');
        Socket readable = identity.getSocketFactory().createSocket(client, null, true);
        Relay.join(readable, new Socket(server.host(), server.port()));
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

    @Override
    public void close() {
        relay.close();
    }
}
