package dev.planetfall.postgres;

import dev.planetfall.language.Messages;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Understands a connection in any form that people have at hand: a URI, a JDBC URL, libpq keywords, a {@code psql} command
 * or a block of environment variables.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING">Connection strings</a>
 */
public final class ConnectionStrings {
    private static final Set<String> LOCAL_HOSTS = Set.of("localhost", "127.0.0.1", "::1");

    /** A name, an address of version 4, or one of version 6 with its zone. */
    private static final Pattern HOST =
            Pattern.compile("[\\p{L}\\p{N}._-]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(?:%[\\w.-]+)?");

    private static final Pattern WRAPPED = Pattern.compile("(?s)([\"'`])(.*)\\1[;,]?|<(.*)>");

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
            throw new ConnectionStringException(
                    Messages.text("postgres.connection-strings.paste-a-connection-string-or"));
        }
        return settings(withService(parameters(pasted)));
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
                + "?sslmode=" + settings.sslMode().keyword()
                + (settings.requiresChannelBinding() ? "&channel_binding=require" : "");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Map<String, String> parameters(String pasted) {
        String text = unwrapped(pasted);
        OtherSystems.refuse(text);
        if (ConnectionUri.isPostgres(text)) {
            return ConnectionUri.parse(text);
        }
        List<String> words = ShellWords.of(text);
        if (ConnectionCommand.isPsql(words)) {
            return ConnectionCommand.psql(words);
        }
        if (ConnectionEnvironment.isEnvironment(words)) {
            return ConnectionEnvironment.parse(words);
        }
        return ConnectionKeywords.parse(text);
    }

    /** What is said beside the name of a service wins over what the service file says of it. */
    private static Map<String, String> withService(Map<String, String> said) {
        Optional<String> name = said(said, "service");
        if (name.isEmpty()) {
            return said;
        }
        Map<String, String> all = new LinkedHashMap<>(LibpqFiles.service(name.get())
                .orElseThrow(() -> new ConnectionStringException(
                        Messages.text("postgres.connection-strings.the-service-file-knows-no"))));
        all.putAll(said);
        return all;
    }

    /** Without the quotes that came along from the page or file where the address stood. */
    private static String unwrapped(String pasted) {
        Matcher wrapped = WRAPPED.matcher(pasted);
        if (!wrapped.matches()) {
            return pasted;
        }
        String inner =
                Optional.ofNullable(wrapped.group(2)).orElse(wrapped.group(3)).strip();
        return ConnectionUri.scheme(inner).isPresent() ? inner : pasted;
    }

    private static ParsedConnection settings(Map<String, String> parameters) {
        if (parameters.values().stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
            throw new ConnectionStringException(
                    Messages.text("postgres.connection-strings.the-connection-string-holds-a"));
        }
        String host = said(parameters, "host")
                .or(() -> said(parameters, "hostaddr"))
                .orElseThrow(() -> new ConnectionStringException(
                        Messages.text("postgres.connection-strings.the-connection-string-names-no-host")));
        checkHost(host);
        String user = said(parameters, "user")
                .orElseThrow(() -> new ConnectionStringException(
                        Messages.text("postgres.connection-strings.the-connection-string-names-no")));
        String database = said(parameters, "dbname").orElse(user);
        if (Stream.of(user, database).anyMatch(PastedSecret::isConnection)) {
            throw new ConnectionStringException(Messages.text("postgres.connection-strings.the-user-or-database-is"));
        }
        SslMode usual = LOCAL_HOSTS.contains(host.toLowerCase(Locale.ROOT)) ? SslMode.PREFER : SslMode.REQUIRE;
        ConnectionSettings settings = new ConnectionSettings(
                host,
                said(parameters, "port").map(ConnectionStrings::port).orElse(ConnectionSettings.DEFAULT_PORT),
                database,
                user,
                Password.of(parameters.getOrDefault("password", "")),
                said(parameters, "sslmode").map(ConnectionStrings::sslMode).orElse(usual),
                said(parameters, "sslrootcert")
                        .filter(file -> !file.equals("system"))
                        .map(ConnectionStrings::path),
                said(parameters, "channel_binding")
                        .filter("require"::equalsIgnoreCase)
                        .isPresent());
        List<String> ignored = parameters.keySet().stream()
                .filter(name -> !ConnectionKeywords.isUnderstood(name))
                .sorted()
                .toList();
        return new ParsedConnection(settings, ignored);
    }

    /** Whether it may be the name or address of a server. A whole connection string, with its password, is not. */
    public static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }

    private static void checkHost(String host) {
        if (host.contains(",")) {
            throw new ConnectionStringException(
                    Messages.text("postgres.connection-strings.the-connection-string-names-several"));
        }
        if (host.startsWith("/")) {
            throw new ConnectionStringException(
                    Messages.text("postgres.connection-strings.the-connection-string-names-a"));
        }
        if (!isHost(host)) {
            throw new ConnectionStringException(
                    Messages.text("postgres.connection-strings.the-host-in-the-connection"));
        }
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
        return new ConnectionStringException(Messages.text("postgres.connection-strings.the-port-is-not-a"));
    }

    private static SslMode sslMode(String text) {
        return SslMode.ofKeyword(text.toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new ConnectionStringException(
                        Messages.text("postgres.connection-strings.the-sslmode-is-none-that")));
    }

    private static Path path(String text) {
        if (PastedSecret.isConnection(text)) {
            throw new ConnectionStringException(Messages.text("postgres.connection-strings.the-root-certificate-is-a"));
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ConnectionStringException(Messages.text("postgres.connection-strings.the-path-of-the-root"));
        }
    }
}
