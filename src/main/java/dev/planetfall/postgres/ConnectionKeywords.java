package dev.planetfall.postgres;

import dev.planetfall.language.Messages;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * libpq's keyword form: {@code host=db.example.com dbname='my app' password='it\'s'}, and the one of .NET.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-KEYWORD-VALUE">Keyword/value
 *     strings</a>
 */
final class ConnectionKeywords {
    private static final Pattern PAIR = Pattern.compile(
            "\\s*([A-Za-z_]+)\\s*=\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|((?:[^\\s'\\\\]|\\\\.)*))", Pattern.DOTALL);

    /** {@code Host=db.example.com;Username=ada}: how .NET parts and names them. */
    private static final Pattern DOT_NET_PAIR =
            Pattern.compile("\\s*([A-Za-z][A-Za-z ]*?)\\s*=\\s*(.*?)\\s*", Pattern.DOTALL);

    private static final Pattern LIBPQ_INSIDE = Pattern.compile("\\S+\\s+\\w+\\s*=.*", Pattern.DOTALL);

    private static final Set<String> UNDERSTOOD = Set.of(
            "host",
            "hostaddr",
            "port",
            "dbname",
            "user",
            "password",
            "sslmode",
            "sslrootcert",
            "channel_binding",
            "service");

    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("database", "dbname"),
            Map.entry("initialcatalog", "dbname"),
            Map.entry("username", "user"),
            Map.entry("userid", "user"),
            Map.entry("uid", "user"),
            Map.entry("pass", "password"),
            Map.entry("pwd", "password"),
            Map.entry("ssl_mode", "sslmode"),
            Map.entry("channelbinding", "channel_binding"),
            Map.entry("rootcertificate", "sslrootcert"),
            Map.entry("server", "host"),
            Map.entry("datasource", "host"));

    private ConnectionKeywords() {}

    static Map<String, String> parse(String text) {
        Map<String, String> dotNet = dotNet(text);
        return dotNet.isEmpty() ? libpq(text) : dotNet;
    }

    /** Whether a parameter means something here. */
    static boolean isUnderstood(String canonicalName) {
        return UNDERSTOOD.contains(canonicalName);
    }

    /** Empty when the text is not parted by semicolons. */
    private static Map<String, String> dotNet(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String piece : text.split(";", -1)) {
            Matcher pair = DOT_NET_PAIR.matcher(piece);
            if (pair.matches() && !LIBPQ_INSIDE.matcher(pair.group(2)).matches()) {
                parameters.put(canonical(pair.group(1).replace(" ", "")), withoutQuotes(pair.group(2)));
            } else if (!piece.isBlank()) {
                return Map.of();
            }
        }
        parameters.computeIfPresent("sslmode", (name, mode) -> mode.replaceFirst("(?i)^verify(?=[cf])", "verify-"));
        return text.contains(";")
                        && parameters.keySet().stream()
                                        .filter(UNDERSTOOD::contains)
                                        .count()
                                > 1
                ? parameters
                : Map.of();
    }

    private static String withoutQuotes(String value) {
        boolean quoted =
                value.length() > 1 && "\"'".indexOf(value.charAt(0)) >= 0 && value.endsWith(value.substring(0, 1));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static Map<String, String> libpq(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Matcher matcher = PAIR.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.find(end) && matcher.start() == end) {
            String value = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
            parameters.put(canonical(matcher.group(1)), value.replaceAll("\\\\(.)", "$1"));
            end = matcher.end();
        }
        if (parameters.isEmpty() || !text.substring(end).isBlank()) {
            throw new ConnectionStringException(
                    Messages.text("postgres.connection-keywords.this-is-no-connection-string"));
        }
        return parameters;
    }

    /** One name for what drivers and tools call differently. */
    static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SYNONYMS.getOrDefault(lower, lower);
    }
}
