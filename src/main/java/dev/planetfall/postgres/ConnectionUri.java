package dev.planetfall.postgres;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URI form: {@code postgresql://user:password@host:port/database?sslmode=require}. Passwords pasted without percent
 * signs are common, so the last {@code @} before the host counts, and a percent sign that encodes nothing stands for itself.
 */
final class ConnectionUri {
    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)://.*", Pattern.DOTALL);
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");

    private ConnectionUri() {}

    static Optional<String> scheme(String text) {
        Matcher matcher = SCHEME.matcher(text);
        return matcher.matches() ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    static Map<String, String> parse(String uri) {
        String rest = uri.substring(uri.indexOf("://") + 3).strip();
        Map<String, String> parameters = new LinkedHashMap<>();
        int lastAt = rest.lastIndexOf('@');
        int question = rest.indexOf('?', Math.max(lastAt, 0));
        if (question >= 0) {
            query(rest.substring(question + 1), parameters);
            rest = rest.substring(0, question);
        }
        int at = rest.lastIndexOf('@');
        if (at >= 0) {
            userInfo(rest.substring(0, at), parameters);
            rest = rest.substring(at + 1);
        }
        int slash = rest.indexOf('/');
        if (slash >= 0) {
            put(parameters, "dbname", decoded(rest.substring(slash + 1)));
            rest = rest.substring(0, slash);
        }
        hostAndPort(rest, parameters);
        return parameters;
    }

    private static void userInfo(String text, Map<String, String> parameters) {
        int colon = text.indexOf(':');
        put(parameters, "user", decoded(colon < 0 ? text : text.substring(0, colon)));
        if (colon >= 0) {
            put(parameters, "password", decoded(text.substring(colon + 1)));
        }
    }

    private static void hostAndPort(String text, Map<String, String> parameters) {
        int closing = text.indexOf(']');
        int colon = text.indexOf(':', Math.max(closing, 0));
        String host = colon < 0 ? text : text.substring(0, colon);
        put(parameters, "host", decoded(host.replace("[", "").replace("]", "")));
        if (colon >= 0) {
            put(parameters, "port", text.substring(colon + 1));
        }
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
