package dev.planetfall.postgres;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Understands a connection in any form that people have at hand: a URI, a JDBC URL, libpq keywords, a {@code psql} command
 * or a block of environment variables.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING">Connection strings</a>
 */
public final class ConnectionStrings {
    private static final Set<String> UNDERSTOOD =
            Set.of("host", "hostaddr", "port", "dbname", "user", "password", "sslmode", "sslrootcert");
    private static final Set<String> LOCAL_HOSTS = Set.of("localhost", "127.0.0.1", "::1");
    private static final Map<String, String> OTHER_SYSTEMS = Map.of(
            "mysql",
            "MySQL",
            "mariadb",
            "MariaDB",
            "mongodb",
            "MongoDB",
            "mongodb+srv",
            "MongoDB",
            "redis",
            "Redis",
            "sqlserver",
            "SQL Server",
            "sqlite",
            "SQLite",
            "oracle",
            "Oracle",
            "http",
            "web",
            "https",
            "web");

    private ConnectionStrings() {}

    /**
     * Reads the text. Port 5432 and the user's name as database are assumed where nothing is said; encryption is required
     * unless the host is this computer.
     *
     * @throws ConnectionStringException with one sentence that says what is wrong
     */
    public static ParsedConnection parse(String text) {
        String pasted = text.strip();
        if (pasted.isEmpty()) {
            throw new ConnectionStringException("Paste a connection string, or fill in the fields.");
        }
        return settings(parameters(pasted));
    }

    /** The URI without its password, for showing. */
    public static String uri(ConnectionSettings settings) {
        return uri(settings, encoded(settings.user()));
    }

    /** The URI with its password: for a field that only the person sees, never for a log. */
    public static String uriWithPassword(ConnectionSettings settings) {
        return uri(
                settings,
                encoded(settings.user()) + ":" + encoded(settings.password().reveal()));
    }

    private static String uri(ConnectionSettings settings, String userInfo) {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return "postgresql://" + userInfo + "@" + host + ":" + settings.port() + "/" + encoded(settings.database())
                + "?sslmode=" + settings.sslMode().keyword();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Map<String, String> parameters(String pasted) {
        if (ConnectionCommand.isPsql(pasted)) {
            return ConnectionCommand.psql(pasted);
        }
        String url = pasted.regionMatches(true, 0, "jdbc:", 0, 5) ? pasted.substring(5) : pasted;
        Optional<String> scheme = ConnectionUri.scheme(url);
        if (scheme.isPresent()) {
            refuseOtherSystems(scheme.get());
            return ConnectionUri.parse(url);
        }
        if (ConnectionCommand.isEnvironment(pasted)) {
            return ConnectionCommand.environment(pasted);
        }
        return ConnectionKeywords.parse(pasted);
    }

    private static void refuseOtherSystems(String scheme) {
        if (!scheme.equals("postgres") && !scheme.equals("postgresql")) {
            String system = OTHER_SYSTEMS.getOrDefault(scheme, scheme);
            throw new ConnectionStringException(
                    "This is a " + system
                            + " address; a PostgreSQL connection string begins with postgresql:// or names host, user and dbname.");
        }
    }

    private static ParsedConnection settings(Map<String, String> parameters) {
        String host = said(parameters, "host")
                .or(() -> said(parameters, "hostaddr"))
                .orElseThrow(() -> new ConnectionStringException("The connection string names no host."));
        if (host.contains(",")) {
            throw new ConnectionStringException("The connection string names several hosts; name the primary alone.");
        }
        if (host.startsWith("/")) {
            throw new ConnectionStringException("The connection string names a socket on this computer; name a host.");
        }
        String user = said(parameters, "user")
                .orElseThrow(() -> new ConnectionStringException("The connection string names no user."));
        SslMode usual = LOCAL_HOSTS.contains(host) ? SslMode.PREFER : SslMode.REQUIRE;
        ConnectionSettings settings = new ConnectionSettings(
                host,
                said(parameters, "port").map(ConnectionStrings::port).orElse(ConnectionSettings.DEFAULT_PORT),
                said(parameters, "dbname").orElse(user),
                user,
                Password.of(parameters.getOrDefault("password", "")),
                said(parameters, "sslmode").map(ConnectionStrings::sslMode).orElse(usual),
                said(parameters, "sslrootcert")
                        .filter(file -> !file.equals("system"))
                        .map(ConnectionStrings::path));
        List<String> ignored = parameters.keySet().stream()
                .filter(name -> !UNDERSTOOD.contains(name))
                .sorted()
                .toList();
        return new ParsedConnection(settings, ignored);
    }

    private static Optional<String> said(Map<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isBlank());
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw badPort();
        }
        throw badPort();
    }

    private static ConnectionStringException badPort() {
        return new ConnectionStringException("The port is not a number from 1 to 65535.");
    }

    private static SslMode sslMode(String text) {
        return SslMode.ofKeyword(text.toLowerCase(Locale.ROOT))
                .orElseThrow(
                        () -> new ConnectionStringException(
                                "The sslmode is none that PostgreSQL knows: use disable, prefer, require, verify-ca or verify-full."));
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ConnectionStringException("The path of the root certificate is not a path on this computer.");
        }
    }
}
