package dev.planetfall.postgres;

import java.util.Objects;

/** String constants for SQL text, for the utility statements that take no bind parameters. */
public final class SqlLiteral {
    private SqlLiteral() {}

    /**
     * Quotes a value so that it means the same whatever {@code standard_conforming_strings} says: a value with a backslash
     * is written in the {@code E'...'} form.
     *
     * @see <a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS">String constants</a>
     */
    public static String quote(String value) {
        Objects.requireNonNull(value, "value");
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("PostgreSQL text holds no NUL character");
        }
        String doubled = value.replace("'", "''");
        return value.indexOf('\\') < 0 ? "'" + doubled + "'" : "E'" + doubled.replace("\\", "\\\\") + "'";
    }
}
