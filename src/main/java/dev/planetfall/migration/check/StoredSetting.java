package dev.planetfall.migration.check;

import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.Session;
import dev.planetfall.postgres.SqlLiteral;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A setting that a server keeps for a database, a role, or a role in a database.
 *
 * @param role empty for all roles
 * @param inDatabase whether it holds in this database only
 * @param name as {@code ALTER DATABASE} takes it
 * @param value as the server stores it
 */
record StoredSetting(String role, boolean inDatabase, String name, String value) {
    /** Settings whose stored value is a list of names, already quoted where that is needed. */
    private static final Set<String> LISTS = Set.of(
            "search_path",
            "temp_tablespaces",
            "local_preload_libraries",
            "session_preload_libraries",
            "shared_preload_libraries",
            "unix_socket_directories");

    /** A name of such a list: in quotes, with quotes inside doubled, or plain. */
    private static final Pattern NAME = Pattern.compile("\"((?:[^\"]|\"\")*)\"|[^,\\s\"]+");

    /** The freeze of a cutover is a setting of the database, too: it is no wish of the application. */
    private static final String STORED = """
            SELECT coalesce(r.rolname, '') AS role, s.setdatabase <> 0 AS in_database,
                   split_part(c.line, '=', 1) AS name, substr(c.line, strpos(c.line, '=') + 1) AS value
            FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole CROSS JOIN unnest(s.setconfig) AS c (line)
            WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
              AND (s.setrole = 0 AND split_part(c.line, '=', 1) <> 'default_transaction_read_only' OR %s)
            ORDER BY 1, 2 DESC, 3
            """.formatted(OrdinaryRoles.CONDITION);

    /** Those of the connected database and of ordinary roles. */
    static List<StoredSetting> of(Session session) {
        return session.query(
                STORED,
                row -> new StoredSetting(
                        row.text("role"), row.flag("in_database"), row.text("name"), row.text("value")));
    }

    /** Whether it holds for everybody in the database. */
    boolean isOfDatabase() {
        return inDatabase && role.isEmpty();
    }

    /** A setting that an application invented can hold a key or a password. */
    boolean maybeSecret() {
        return name.contains(".");
    }

    /** The end of a statement: {@code SET search_path TO "app", "public"}. */
    String set() {
        String to = LISTS.contains(name) ? names() : SqlLiteral.quote(value);
        return "SET " + quotedName() + " TO " + (maybeSecret() ? "'...'" : to);
    }

    String reset() {
        return "RESET " + quotedName();
    }

    /** The statement on another server, where the database may have another name. */
    String statement(Identifier database) {
        if (isOfDatabase()) {
            return "ALTER DATABASE " + database.quoted() + " " + set() + ";";
        }
        return "ALTER ROLE " + (role.isEmpty() ? "ALL" : new Identifier(role).quoted())
                + (inDatabase ? " IN DATABASE " + database.quoted() : "") + " " + set() + ";";
    }

    private String quotedName() {
        return Stream.of(name.split("\\."))
                .map(part -> new Identifier(part).quoted())
                .collect(Collectors.joining("."));
    }

    private String names() {
        String names = NAME.matcher(value)
                .results()
                .map(found -> Optional.ofNullable(found.group(1))
                        .map(quoted -> quoted.replace("\"\"", "\""))
                        .orElseGet(found::group))
                .filter(each -> !each.isEmpty())
                .map(each -> new Identifier(each).quoted())
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "''" : names;
    }
}
