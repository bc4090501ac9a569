package dev.planetfall.postgres;

import java.util.Objects;

/**
 * A name as PostgreSQL stores it, unquoted and in its true case.
 *
 * @param name never empty and without a NUL, which PostgreSQL cannot store
 */
public record Identifier(String name) implements Comparable<Identifier> {
    public Identifier {
        Objects.requireNonNull(name, "name");
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A PostgreSQL name is not empty and holds no NUL character");
        }
    }

    /** The name for use in SQL text. Always quoted: a name that needs no quotes today may be a keyword tomorrow. */
    public String quoted() {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public int compareTo(Identifier other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
