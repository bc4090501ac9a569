package dev.planetfall.postgres;

import java.util.Comparator;
import java.util.regex.Pattern;

/** A schema and the name of an object in it, such as a table or sequence. */
public record QualifiedName(Identifier schema, Identifier name) implements Comparable<QualifiedName> {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");
    private static final Comparator<QualifiedName> ORDER =
            Comparator.comparing(QualifiedName::schema).thenComparing(QualifiedName::name);

    public static QualifiedName of(String schema, String name) {
        return new QualifiedName(new Identifier(schema), new Identifier(name));
    }

    /** For SQL text: both parts quoted, so that no {@code search_path} and no strange character can change its meaning. */
    public String quoted() {
        return schema.quoted() + '.' + name.quoted();
    }

    @Override
    public int compareTo(QualifiedName other) {
        return ORDER.compare(this, other);
    }

    /** For people: quoted only where PostgreSQL itself would print quotes. */
    @Override
    public String toString() {
        return readable(schema) + '.' + readable(name);
    }

    private static String readable(Identifier part) {
        return PLAIN.matcher(part.name()).matches() ? part.name() : part.quoted();
    }
}
