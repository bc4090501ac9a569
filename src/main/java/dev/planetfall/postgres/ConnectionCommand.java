package dev.planetfall.postgres;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people copy from a terminal: a {@code psql} command, or lines that set environment variables. */
final class ConnectionCommand {
    private static final Pattern PSQL = Pattern.compile(
            "(?s)(?:\\$\\s*)?(?:[A-Z_]+=(?:\"[^\"]*\"|'[^']*'|\\\\.|[^\\s\"'\\\\])*\\s+)*psql(?:\\s.*)?");
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?:export\\s+|set\\s+|\\$env:)?([A-Za-z_][A-Za-z0-9_]*)\\s*[=:]\\s*(.*)");
    private static final Pattern WORD =
            Pattern.compile("(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|(\\\\.|[^\\s\"'\\\\]))");

    private static final Map<String, String> LIBPQ_VARIABLES = Map.of(
            "PGHOST",
            "host",
            "PGHOSTADDR",
            "hostaddr",
            "PGPORT",
            "port",
            "PGDATABASE",
            "dbname",
            "PGUSER",
            "user",
            "PGPASSWORD",
            "password",
            "PGSSLMODE",
            "sslmode",
            "PGSSLROOTCERT",
            "sslrootcert");

    private static final Map<String, String> OPTIONS = Map.of(
            "-h",
            "host",
            "--host",
            "host",
            "-p",
            "port",
            "--port",
            "port",
            "-U",
            "user",
            "--username",
            "user",
            "-d",
            "dbname",
            "--dbname",
            "dbname");

    private ConnectionCommand() {}

    static boolean isPsql(String text) {
        return PSQL.matcher(text).matches();
    }

    /** Whether the text sets a variable that names a connection. */
    static boolean isEnvironment(String text) {
        return text.lines()
                .map(line -> ASSIGNMENT.matcher(line.strip()))
                .filter(Matcher::matches)
                .anyMatch(line -> isKnown(line.group(1)));
    }

    static Map<String, String> environment(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String line : text.lines().map(String::strip).toList()) {
            Matcher assignment = ASSIGNMENT.matcher(line);
            if (assignment.matches() && isKnown(assignment.group(1))) {
                assign(parameters, assignment.group(1), unquoted(assignment.group(2)));
            }
        }
        return parameters;
    }

    static Map<String, String> psql(String command) {
        Map<String, String> parameters = new LinkedHashMap<>();
        List<String> words = words(command.replaceFirst("^\\$\\s*", ""));
        int i = 0;
        while (i < words.size() && !words.get(i).equals("psql")) {
            String[] assignment = words.get(i).split("=", 2);
            assign(parameters, assignment[0], assignment[1]);
            i++;
        }
        List<String> positional = new ArrayList<>();
        for (i++; i < words.size(); i++) {
            i += option(parameters, positional, words.get(i), i + 1 < words.size() ? words.get(i + 1) : "");
        }
        positional(parameters, positional);
        return parameters;
    }

    /** Returns how many words after this one belong to it. */
    private static int option(Map<String, String> parameters, List<String> positional, String word, String next) {
        int equals = word.indexOf('=');
        if (word.startsWith("--") && equals > 0 && OPTIONS.containsKey(word.substring(0, equals))) {
            setOrExpand(parameters, OPTIONS.get(word.substring(0, equals)), word.substring(equals + 1));
            return 0;
        }
        if (OPTIONS.containsKey(word)) {
            setOrExpand(parameters, OPTIONS.get(word), next);
            return 1;
        }
        if (word.length() > 2 && OPTIONS.containsKey(word.substring(0, 2)) && !word.startsWith("--")) {
            setOrExpand(parameters, OPTIONS.get(word.substring(0, 2)), word.substring(2));
            return 0;
        }
        if (!word.startsWith("-")) {
            positional.add(word);
        }
        return 0;
    }

    private static void positional(Map<String, String> parameters, List<String> words) {
        if (!words.isEmpty()) {
            setOrExpand(parameters, "dbname", words.get(0));
        }
        if (words.size() > 1) {
            parameters.putIfAbsent("user", words.get(1));
        }
    }

    /** Where psql takes a database name it takes a whole connection string, too. */
    private static void setOrExpand(Map<String, String> parameters, String name, String value) {
        if (name.equals("dbname") && ConnectionUri.scheme(value).isPresent()) {
            parameters.putAll(ConnectionUri.parse(value));
        } else if (name.equals("dbname") && value.contains("=")) {
            parameters.putAll(ConnectionKeywords.parse(value));
        } else {
            parameters.put(name, value);
        }
    }

    private static boolean isKnown(String variable) {
        String upper = variable.toUpperCase(Locale.ROOT);
        return LIBPQ_VARIABLES.containsKey(upper) || isUrl(upper);
    }

    private static boolean isUrl(String variable) {
        return variable.endsWith("DATABASE_URL")
                || variable.endsWith("POSTGRES_URL")
                || variable.endsWith("DATABASE_URI")
                || variable.endsWith("DB_URL")
                || variable.endsWith("POSTGRESQL_URL");
    }

    private static void assign(Map<String, String> parameters, String variable, String value) {
        String upper = variable.toUpperCase(Locale.ROOT);
        if (LIBPQ_VARIABLES.containsKey(upper)) {
            parameters.put(LIBPQ_VARIABLES.get(upper), value);
        } else if (isUrl(upper) && ConnectionUri.scheme(value).isPresent()) {
            ConnectionUri.parse(value).forEach(parameters::putIfAbsent);
        }
    }

    private static String unquoted(String value) {
        String text = value.strip();
        if (text.endsWith(";") || text.endsWith(",")) {
            text = text.substring(0, text.length() - 1).strip();
        }
        boolean quoted =
                text.length() >= 2 && "\"'".indexOf(text.charAt(0)) >= 0 && text.endsWith(text.substring(0, 1));
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /** Splits as a shell does: blanks part words, quotes hold them together, a backslash makes the next character plain. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        for (String part : split(command)) {
            StringBuilder word = new StringBuilder();
            Matcher pieces = WORD.matcher(part);
            while (pieces.find()) {
                word.append(piece(pieces));
            }
            words.add(word.toString());
        }
        return words;
    }

    private static String piece(Matcher matcher) {
        if (matcher.group(1) != null) {
            return matcher.group(1).replaceAll("\\\\([\"\\\\$`])", "$1");
        }
        return matcher.group(2) != null ? matcher.group(2) : matcher.group(3).replaceFirst("^\\\\(.)", "$1");
    }

    private static List<String> split(String command) {
        List<String> parts = new ArrayList<>();
        Matcher matcher = Pattern.compile("(?:\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|\\\\.|[^\\s\"'\\\\])+", Pattern.DOTALL)
                .matcher(command);
        while (matcher.find()) {
            parts.add(matcher.group());
        }
        return parts;
    }
}
