package dev.planetfall.postgres;

import dev.planetfall.language.Messages;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises what belongs to another database system, so that it can be refused by its name. */
final class OtherSystems {
    private static final Pattern ADDRESS = Pattern.compile("(?is)(?:jdbc:([a-z0-9]+):|([a-z][a-z0-9+.-]*)://).*");
    private static final Pattern COMMAND =
            Pattern.compile("(?is)(?:\\$\\s*)?(mysql|mariadb|mongosh|mongo|redis-cli|sqlcmd|sqlplus|sqlite3)\\s.*");

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("mysql", "MySQL"),
            Map.entry("mysql2", "MySQL"),
            Map.entry("mariadb", "MariaDB"),
            Map.entry("mongodb", "MongoDB"),
            Map.entry("mongodb+srv", "MongoDB"),
            Map.entry("mongosh", "MongoDB"),
            Map.entry("mongo", "MongoDB"),
            Map.entry("redis", "Redis"),
            Map.entry("rediss", "Redis"),
            Map.entry("redis-cli", "Redis"),
            Map.entry("sqlserver", "SQL Server"),
            Map.entry("mssql", "SQL Server"),
            Map.entry("sqlcmd", "SQL Server"),
            Map.entry("oracle", "Oracle"),
            Map.entry("sqlplus", "Oracle"),
            Map.entry("sqlite", "SQLite"),
            Map.entry("sqlite3", "SQLite"));

    private static final Set<String> WEB = Set.of("http", "https");
    private static final String ADDRESS_OF = "postgres.other-systems.this-is-an-address-of";

    private OtherSystems() {}

    /** @throws ConnectionStringException when the text is of another system */
    static void refuse(String text) {
        Matcher address = ADDRESS.matcher(text);
        Matcher command = COMMAND.matcher(text);
        if (address.matches() && !ConnectionUri.isPostgres(text)) {
            throw refusal(Optional.ofNullable(address.group(1)).orElse(address.group(2)), ADDRESS_OF);
        }
        if (command.matches()) {
            throw refusal(command.group(1), "postgres.other-systems.this-is-a-command-of");
        }
    }

    /** A name that is not known is not repeated: it could be part of a password. */
    private static ConnectionStringException refusal(String scheme, String key) {
        String lower = scheme.toLowerCase(Locale.ROOT);
        return new ConnectionStringException(
                WEB.contains(lower)
                        ? Messages.text("postgres.other-systems.this-is-a-web-address")
                        : Messages.text(
                                key,
                                NAMES.getOrDefault(lower, Messages.text("postgres.other-systems.another-system"))));
    }
}
