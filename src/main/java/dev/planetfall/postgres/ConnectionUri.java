package dev.planetfall.postgres;

import dev.planetfall.language.Messages;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URI form: {@code postgresql://user:password@host:port/database?sslmode=require}, and JDBC's, which differs in its
 * first word only. Passwords pasted without percent signs are common: they end at the first {@code @} behind which a whole
 * address follows, and a percent sign that encodes nothing stands for itself.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS">Connection URIs</a>
 */
final class ConnectionUri {
    private static final Pattern SCHEME = Pattern.compile("(?:jdbc:)?([a-z][a-z0-9+.-]*)://.*", flags());
    private static final Pattern POSTGRES = Pattern.compile("(?:jdbc:)?postgres(?:ql)?:.*", flags());
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");

    /** Hosts and ports, then a database, then parameters; nothing else may follow a user and password. */
    private static final Pattern ADDRESS =
            Pattern.compile("([^/?@]*)(?:/([^?@]*))?(?:\\?((?:\\w+=.*)?))?", Pattern.DOTALL);

    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[^\\]]*\\]|[^:]*)(?::(.*))?", Pattern.DOTALL);

    private ConnectionUri() {}

    private static int flags() {
        return Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
    }

    static Optional<String> scheme(String text) {
        Matcher matcher = SCHEME.matcher(text);
        return matcher.matches() ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    static boolean isPostgres(String text) {
        return POSTGRES.matcher(text).matches();
    }

    /** @param uri one for which {@link #isPostgres} holds */
    static Map<String, String> parse(String uri) {
        int authority = uri.indexOf("://");
        Map<String, String> parameters = new LinkedHashMap<>();
        if (authority < 0) {
            return parameters;
        }
        String rest = uri.substring(authority + 3).strip();
        Matcher address = ADDRESS.matcher(rest);
        int at = isJdbc(uri) && address.matches() ? -1 : endOfPassword(rest);
        if (at >= 0) {
            userInfo(rest.substring(0, at), parameters);
        }
        address = ADDRESS.matcher(rest.substring(at + 1));
        if (!address.matches()) {
            throw new ConnectionStringException(Messages.text("postgres.connection-uri.the-host-in-the-address"));
        }
        hostAndPort(address.group(1), parameters);
        put(parameters, "dbname", decoded(Optional.ofNullable(address.group(2)).orElse("")));
        query(Optional.ofNullable(address.group(3)).orElse(""), parameters);
        if (isJdbc(uri) && parameters.remove("ssl", "true")) {
            // PostgreSQL's JDBC driver means this by it, where no sslmode says otherwise.
            parameters.putIfAbsent("sslmode", "verify-full");
        }
        return parameters;
    }

    private static boolean isJdbc(String uri) {
        return uri.regionMatches(true, 0, "jdbc:", 0, 5);
    }

    private static int endOfPassword(String rest) {
        int at = rest.indexOf('@');
        while (at >= 0 && !ADDRESS.matcher(rest.substring(at + 1)).matches()) {
            at = rest.indexOf('@', at + 1);
        }
        boolean inParameters =
                at >= 0 && ADDRESS.matcher(rest).matches() && rest.indexOf('?') >= 0 && rest.indexOf('?') < at;
        return inParameters ? -1 : at;
    }

    private static void userInfo(String text, Map<String, String> parameters) {
        int colon = text.indexOf(':');
        put(parameters, "user", decoded(colon < 0 ? text : text.substring(0, colon)));
        if (colon >= 0) {
            put(parameters, "password", decoded(text.substring(colon + 1)));
        }
    }

    private static void hostAndPort(String text, Map<String, String> parameters) {
        Matcher matcher = HOST_AND_PORT.matcher(text);
        if (text.contains(",") || !matcher.matches()) {
            put(parameters, "host", text);
            return;
        }
        String host = matcher.group(1);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        put(parameters, "host", decoded(bracketed ? host.substring(1, host.length() - 1) : host));
        put(parameters, "port", Optional.ofNullable(matcher.group(2)).orElse(""));
    }

    /** {@code ?user=} and {@code &password=} are how JDBC names them. */
    private static void query(String text, Map<String, String> parameters) {
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                put(
                        parameters,
                        ConnectionKeywords.canonical(pair.substring(0, equals)),
                        decoded(pair.substring(equals + 1)));
            }
        }
    }

    private static void put(Map<String, String> parameters, String name, String value) {
        if (!value.isEmpty()) {
            parameters.put(name, value);
        }
    }

    private static String decoded(String text) {
        String safe = STRAY_PERCENT.matcher(text).replaceAll("%25").replace("+", "%2B");
        return URLDecoder.decode(safe, StandardCharsets.UTF_8);
    }
}
