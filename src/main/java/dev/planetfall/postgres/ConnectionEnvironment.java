package dev.planetfall.postgres;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Environment variables as shells, {@code .env} files, PowerShell, YAML and JSON write them.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-envars.html">libpq's variables</a>
 */
final class ConnectionEnvironment {
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(.*)", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*):?");
    private static final Pattern POWERSHELL = Pattern.compile("(?i)\\$env:");

    /** libpq's own, those of the official container image, and those of common frameworks. */
    private static final Pattern SINGLE =
            Pattern.compile("(?:PG|POSTGRES_|POSTGRESQL_|DB_)(HOST|HOSTADDR|PORT|DATABASE|"
                    + "DB|DBNAME|NAME|USER|USERNAME|PASSWORD|PASS|SSLMODE|SSLROOTCERT|CHANNELBINDING)");

    private static final Map<String, String> KEYWORDS = Map.of(
            "DATABASE",
            "dbname",
            "DB",
            "dbname",
            "NAME",
            "dbname",
            "USERNAME",
            "user",
            "PASS",
            "password",
            "CHANNELBINDING",
            "channel_binding");

    /** Where a whole address stands by mistake. */
    private static final Pattern NO_ADDRESS =
            Pattern.compile("(?:PG|POSTGRES_|POSTGRESQL_|DB_)?(?:USER|USERNAME|SSLROOTCERT)");

    private static final Pattern DIRECT = Pattern.compile(".*(?:UNPOOLED|NON_POOLING|DIRECT).*");

    private ConnectionEnvironment() {}

    /** Whether the words set a variable that tells of a connection. */
    static boolean isEnvironment(List<String> words) {
        return assignments(words).entrySet().stream()
                .anyMatch(entry -> SINGLE.matcher(entry.getKey()).matches() || isUrl(entry));
    }

    /** The parameters; one whole address goes before single variables, and a direct address before a pooled one. */
    static Map<String, String> parse(List<String> words) {
        Map<String, String> assignments = assignments(words);
        Map<String, String> parameters = new LinkedHashMap<>();
        address(assignments).ifPresent(url -> parameters.putAll(ConnectionUri.parse(url)));
        assignments.forEach((name, value) -> {
            Matcher single = SINGLE.matcher(name);
            if (single.matches() && !value.isEmpty()) {
                String part = single.group(1);
                parameters.putIfAbsent(KEYWORDS.getOrDefault(part, part.toLowerCase(Locale.ROOT)), value);
            }
        });
        if (!parameters.containsKey("host")) {
            assignments.entrySet().stream()
                    .filter(ConnectionEnvironment::isUrl)
                    .findFirst()
                    .ifPresent(entry -> OtherSystems.refuse(entry.getValue()));
        }
        return parameters;
    }

    private static Optional<String> address(Map<String, String> assignments) {
        List<Map.Entry<String, String>> addresses = assignments.entrySet().stream()
                .filter(ConnectionEnvironment::isPostgresUrl)
                .toList();
        return addresses.stream()
                .filter(entry -> DIRECT.matcher(entry.getKey()).matches())
                .findFirst()
                .or(() -> addresses.stream().findFirst())
                .map(Map.Entry::getValue);
    }

    private static boolean isPostgresUrl(Map.Entry<String, String> entry) {
        return ConnectionUri.isPostgres(entry.getValue())
                && !NO_ADDRESS.matcher(entry.getKey()).matches();
    }

    private static boolean isUrl(Map.Entry<String, String> entry) {
        return isPostgresUrl(entry) || entry.getKey().matches(".*(?:DATABASE|DB|POSTGRES|POSTGRESQL)_UR[LI].*");
    }

    /** By name in capital letters, in the order given. */
    private static Map<String, String> assignments(List<String> words) {
        Map<String, String> assignments = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = POWERSHELL.matcher(words.get(i)).replaceFirst("");
            String next = i + 1 < words.size() ? words.get(i + 1) : "";
            Matcher assignment = ASSIGNMENT.matcher(word);
            Matcher name = NAME.matcher(word);
            if (assignment.matches()) {
                put(assignments, assignment.group(1), assignment.group(2));
            } else if (name.matches() && next.equals("=") && i + 2 < words.size()) {
                put(assignments, name.group(1), words.get(i + 2));
                i += 2;
            } else if (name.matches() && word.endsWith(":")) {
                put(assignments, name.group(1), next);
                i++;
            }
        }
        return assignments;
    }

    private static void put(Map<String, String> assignments, String name, String value) {
        String inJson = value.endsWith(",") ? value.substring(0, value.length() - 1) : value;
        assignments.put(name.toUpperCase(Locale.ROOT), inJson);
    }
}
