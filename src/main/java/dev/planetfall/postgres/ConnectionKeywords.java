package dev.planetfall.postgres;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * libpq's keyword form: {@code host=db.example.com dbname='my app' password='it\'s'}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-KEYWORD-VALUE">Keyword/value
 *     strings</a>
 */
final class ConnectionKeywords {
    private static final Pattern PAIR = Pattern.compile(
            "\\s*([A-Za-z_]+)\\s*=\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|((?:[^\\s'\\\\]|\\\\.)*))", Pattern.DOTALL);

    private static final Map<String, String> SYNONYMS = Map.of(
            "database", "dbname", "username", "user", "pass", "password", "ssl_mode", "sslmode", "server", "host");

    private ConnectionKeywords() {}

    static Map<String, String> parse(String text) {
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
                    "This is no connection string that Planetfall knows: paste a postgresql:// address, host=... keywords, a"
                            + " psql command, a JDBC URL or environment variables.");
        }
        return parameters;
    }

    /** One name for what drivers and tools call differently. */
    static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SYNONYMS.getOrDefault(lower, lower);
    }
}
