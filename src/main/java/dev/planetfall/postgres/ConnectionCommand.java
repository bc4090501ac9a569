package dev.planetfall.postgres;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A {@code psql} command as people copy it from a terminal or a dashboard, with the variables set before it.
 *
 * @see <a href="https://www.postgresql.org/docs/current/app-psql.html">psql</a>
 */
final class ConnectionCommand {
    private static final Pattern PSQL = Pattern.compile("(?i)(?:.*[/\\\\])?psql(?:\\.exe)?");

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("h", "host"),
            Map.entry("host", "host"),
            Map.entry("p", "port"),
            Map.entry("port", "port"),
            Map.entry("U", "user"),
            Map.entry("username", "user"),
            Map.entry("d", "dbname"),
            Map.entry("dbname", "dbname"));

    /** Short options of other meaning that are followed by a value. */
    private static final String OTHERS_WITH_VALUE = "cfFLoPRTv";

    private static final List<String> LONG_OTHERS_WITH_VALUE = List.of(
            "command",
            "file",
            "field-separator",
            "log-file",
            "output",
            "pset",
            "record-separator",
            "table-attr",
            "set",
            "variable");

    private final Map<String, String> options = new LinkedHashMap<>();
    private final List<String> positional = new ArrayList<>();
    private final List<String> words;
    private int at;

    private ConnectionCommand(List<String> words) {
        this.words = words;
    }

    static boolean isPsql(List<String> words) {
        return words.stream().anyMatch(word -> PSQL.matcher(word).matches());
    }

    /** What the command says, and where it says nothing, what the variables before it say. */
    static Map<String, String> psql(List<String> words) {
        int command = 0;
        while (!PSQL.matcher(words.get(command)).matches()) {
            command++;
        }
        Map<String, String> parameters = ConnectionEnvironment.parse(words.subList(0, command));
        parameters.putAll(new ConnectionCommand(words.subList(command + 1, words.size())).parse());
        return parameters;
    }

    private Map<String, String> parse() {
        while (at < words.size()) {
            String word = words.get(at++);
            if (word.startsWith("--")) {
                longOption(word.substring(2));
            } else if (word.startsWith("-") && word.length() > 1) {
                shortOptions(word.substring(1));
            } else {
                positional.add(word);
            }
        }
        for (String word : positional) {
            options.putIfAbsent(options.containsKey("dbname") ? "user" : "dbname", word);
        }
        expandDatabase();
        return options;
    }

    private void longOption(String option) {
        int equals = option.indexOf('=');
        String name = equals < 0 ? option : option.substring(0, equals);
        Optional<String> value = equals < 0 ? Optional.empty() : Optional.of(option.substring(equals + 1));
        if (NAMES.containsKey(name)) {
            options.put(NAMES.get(name), value.orElseGet(this::nextWord));
        } else if (LONG_OTHERS_WITH_VALUE.contains(name) && value.isEmpty()) {
            nextWord();
        }
    }

    /** Several may share one dash; the first that wants a value takes the rest, or the next word. */
    private void shortOptions(String letters) {
        for (int i = 0; i < letters.length(); i++) {
            String letter = letters.substring(i, i + 1);
            boolean known = letter.length() == 1 && NAMES.containsKey(letter);
            if (known || OTHERS_WITH_VALUE.contains(letter)) {
                String rest = letters.substring(i + 1);
                String value = rest.isEmpty() ? nextWord() : rest;
                if (known) {
                    options.put(NAMES.get(letter), value);
                }
                return;
            }
        }
    }

    private String nextWord() {
        return at < words.size() ? words.get(at++) : "";
    }

    /** Where psql takes a database name it takes a whole connection string, too, and that has the last word. */
    private void expandDatabase() {
        String database = options.getOrDefault("dbname", "");
        if (ConnectionUri.scheme(database).isPresent()) {
            options.remove("dbname");
            options.putAll(ConnectionUri.parse(database));
        } else if (database.contains("=")) {
            options.remove("dbname");
            options.putAll(ConnectionKeywords.parse(database));
        }
    }
}
