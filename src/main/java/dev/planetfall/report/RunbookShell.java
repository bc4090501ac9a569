package dev.planetfall.report;

import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.ConnectionSettings;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Commands of PostgreSQL's own programs, for a POSIX shell. They ask for the password. */
final class RunbookShell {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:/-]+");

    /** A command goes on in the next line. */
    private static final String NEXT = " \\\n  ";

    private final RunbookSql sql;

    RunbookShell(RunbookSql sql) {
        this.sql = sql;
    }

    String copySchema() {
        return "pg_dump --dbname=" + conninfo(Side.SOURCE)
                + NEXT
                + "--schema-only --no-publications --no-subscriptions" + NEXT + whatIsCopied() + NEXT
                + "--file=schema.sql\npsql --dbname=" + conninfo(Side.TARGET)
                + NEXT + "--no-psqlrc --file=schema.sql";
    }

    String copyEverything() {
        return "pg_dump --dbname=" + conninfo(Side.SOURCE)
                + NEXT + "--format=directory --jobs=4 --no-publications --no-subscriptions" + NEXT + whatIsCopied()
                + NEXT + "--file=dump\npg_restore --dbname=" + conninfo(Side.TARGET)
                + NEXT + "--no-owner --no-privileges --jobs=4 dump";
    }

    /** Rows of tables that replication does not carry, table by table. */
    String copyUnlogged(Side from, Side to) {
        return sql.tables().unlogged().stream()
                .map(table -> psql(from)
                        + NEXT + "--command=" + word("COPY " + table.quoted() + " TO STDOUT")
                        + NEXT + "| " + psql(to)
                        + NEXT + "--command=" + word("COPY " + table.quoted() + " FROM STDIN"))
                .collect(Collectors.joining("\n"));
    }

    /** It stops at a large object that is there already. */
    String copyLargeObjects() {
        return "pg_dump --dbname=" + conninfo(Side.SOURCE)
                + NEXT + "--data-only --blobs --exclude-schema='*' --no-owner --no-privileges" + NEXT
                + "--file=large-objects.sql\npsql --dbname=" + conninfo(Side.TARGET)
                + NEXT + "--no-psqlrc --set=ON_ERROR_STOP=1 --file=large-objects.sql";
    }

    /** Whatever is set on either server, both read and write values in the same way. */
    private String psql(Side side) {
        return "psql --dbname=" + conninfo(side) + NEXT + "--no-psqlrc --quiet --set=ON_ERROR_STOP=1" + NEXT
                + "--command="
                + word(RunbookSql.MAY_WRITE + " SET client_encoding = UTF8; SET DateStyle = ISO;"
                        + " SET IntervalStyle = postgres; SET extra_float_digits = 3;");
    }

    private String whatIsCopied() {
        Scope scope = sql.plan().scope();
        List<String> options = new ArrayList<>(List.of("--no-owner", "--no-privileges"));
        options.add("--exclude-schema=" + word(Scope.OWN_SCHEMA.quoted()));
        scope.excludedSchemas().stream()
                .sorted()
                .map(Identifier::quoted)
                .forEach(schema -> options.add("--exclude-schema=" + word(schema)));
        scope.excludedTables().stream()
                .sorted()
                .map(QualifiedName::quoted)
                .forEach(table -> options.add("--exclude-table=" + word(table)));
        return String.join(NEXT, options);
    }

    private String conninfo(Side side) {
        ConnectionSettings settings = sql.plan().settings(side);
        List<String> keywords = new ArrayList<>(List.of(
                "host=" + value(settings.host()),
                "port=" + settings.port(),
                "dbname=" + value(settings.database()),
                "user=" + value(settings.user()),
                "sslmode=" + settings.sslMode().keyword()));
        settings.sslRootCert().map(Path::toString).ifPresent(file -> keywords.add("sslrootcert=" + value(file)));
        return word(keywords.stream().collect(Collectors.joining(" ")));
    }

    private static String value(String text) {
        return PLAIN.matcher(text).matches()
                ? text
                : "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** One word, whatever is in it. */
    private static String word(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
