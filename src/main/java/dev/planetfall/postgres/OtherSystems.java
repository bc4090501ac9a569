package dev.planetfall.postgres;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises what belongs to another database system, so that it can be refused by its name. */
final class OtherSystems {
    private static final Pattern ADDRESS = Pattern.compile("(?is)(?:jdbc:([a-z0-9]+):|([a-z][a-z0-9+.-]*)://).*");
    private static final Pattern COMMAND =
            Pattern.compile("(?is)(?:\\$\\s*)?(mysql|mariadb|mongosh|mongo|redis-cli|sqlcmd|sqlplus|sqlite3)\\s.*");

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("mysql", "a MySQL"),
            Map.entry("mysql2", "a MySQL"),
            Map.entry("mariadb", "a MariaDB"),
            Map.entry("mongodb", "a MongoDB"),
            Map.entry("mongodb+srv", "a MongoDB"),
            Map.entry("mongosh", "a MongoDB"),
            Map.entry("mongo", "a MongoDB"),
            Map.entry("redis", "a Redis"),
            Map.entry("rediss", "a Redis"),
            Map.entry("redis-cli", "a Redis"),
            Map.entry("sqlserver", "a SQL Server"),
            Map.entry("mssql", "a SQL Server"),
            Map.entry("sqlcmd", "a SQL Server"),
            Map.entry("oracle", "an Oracle"),
            Map.entry("sqlplus", "an Oracle"),
            Map.entry("sqlite", "an SQLite"),
            Map.entry("sqlite3", "an SQLite"),
            Map.entry("http", "a web"),
            Map.entry("https", "a web"));

    private OtherSystems() {}

    /** @throws ConnectionStringException when the text is of another system */
    static void refuse(String text) {
        Matcher address = ADDRESS.matcher(text);
        Matcher command = COMMAND.matcher(text);
        if (address.matches() && !ConnectionUri.isPostgres(text)) {
            throw refusal(Optional.ofNullable(address.group(1)).orElse(address.group(2)), "address");
        }
        if (command.matches()) {
            throw refusal(command.group(1), "command");
        }
    }

    /** A name that is not known is not repeated: it could be part of a password. */
    private static ConnectionStringException refusal(String scheme, String what) {
        String system = NAMES.getOrDefault(scheme.toLowerCase(Locale.ROOT), "another system's");
        return new ConnectionStringException("This is " + system + " " + what
                + "; a PostgreSQL connection string begins with postgresql:// or names host, user and dbname.");
    }
}
