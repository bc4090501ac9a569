package dev.planetfall.ui.page;

import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.SslMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where an application finds the target, in the pieces of which connection strings are made. Never holds a password.
 *
 * @param port the one the application uses
 * @param pooled whether a pooler in transaction mode listens there
 * @see <a href="https://planetscale.com/docs/postgres/connecting">Connecting to PlanetScale Postgres</a>
 */
record Endpoint(ConnectionSettings target, int port, boolean pooled) {
    static final String PASSWORD = "<password>";

    /** PlanetScale's PgBouncer, in transaction mode. */
    static final int POOLER_PORT = 6432;

    private static final List<String> PLANETSCALE_DOMAINS = List.of(".psdb.cloud", ".planetscale.com");

    /** The pooler and the server itself, or the only port there is. */
    static List<Endpoint> of(ConnectionSettings target) {
        return isPlanetScale(target)
                ? List.of(
                        new Endpoint(target, POOLER_PORT, true),
                        new Endpoint(target, ConnectionSettings.DEFAULT_PORT, false))
                : List.of(new Endpoint(target, target.port(), false));
    }

    /** Whether the host is PlanetScale's, so that its pooler and its certificate can be relied on. */
    static boolean isPlanetScale(ConnectionSettings settings) {
        String host = settings.host().toLowerCase(Locale.ROOT);
        return PLANETSCALE_DOMAINS.stream().anyMatch(host::endsWith);
    }

    /** The same place without a pooler. */
    Endpoint direct() {
        return pooled ? new Endpoint(target, ConnectionSettings.DEFAULT_PORT, false) : this;
    }

    SslMode mode() {
        return isPlanetScale(target) ? SslMode.VERIFY_FULL : target.sslMode();
    }

    /** Whether the certificate must name this host. */
    boolean checksHost() {
        return mode() == SslMode.VERIFY_FULL;
    }

    /** Whom to believe where that is not the system's own list. */
    Optional<String> certificate() {
        return target.sslRootCert().map(Path::toString);
    }

    /** {@code user:<password>@host:port/database}, escaped for a URI. */
    String place() {
        return encoded(target.user()) + ":" + PASSWORD + "@" + host() + ":" + port + "/" + encoded(target.database());
    }

    /** {@code host:port/database}, escaped for a URI. */
    String address() {
        return host() + ":" + port + "/" + encoded(target.database());
    }

    private String host() {
        return target.host().contains(":") && !target.host().startsWith("[")
                ? "[" + target.host() + "]"
                : target.host();
    }

    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** As a string of Python, JavaScript or Go. */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
