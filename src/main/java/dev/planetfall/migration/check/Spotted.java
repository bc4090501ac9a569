package dev.planetfall.migration.check;

import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Row;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.function.Function;

/**
 * An object of a server that a check has something to say about.
 *
 * @param name of the object itself, or of the table it belongs to
 * @param about what is to be said; empty where the name says it all
 */
record Spotted(QualifiedName name, String about) {
    /** That the relation {@code c} was made by a person and not by an extension. */
    static final String NOT_OF_EXTENSION =
            "NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid"
                    + " AND x.deptype = 'e')";

    /** What a query with the columns {@code schema}, {@code name} and {@code about} returns, as far as it is in scope. */
    static List<Spotted> inScope(Session session, Scope scope, String query, Object... parameters) {
        return inScope(session, scope, row -> row.optionalText("about").orElse(""), query, parameters);
    }

    /**
     * What a query with the columns {@code schema} and {@code name} returns, as far as it is in scope.
     *
     * @param about puts what the other columns tell into words
     */
    static List<Spotted> inScope(
            Session session, Scope scope, Function<Row, String> about, String query, Object... parameters) {
        return session
                .query(query, row -> new Spotted(row.qualifiedName("schema", "name"), about.apply(row)), parameters)
                .stream()
                .filter(spotted -> scope.includes(spotted.name()))
                .toList();
    }

    /** One object a line. */
    static List<String> lines(List<Spotted> all) {
        return all.stream().map(Spotted::line).toList();
    }

    /** The names alone, each once, in their order. */
    static List<QualifiedName> names(List<Spotted> all) {
        return all.stream().map(Spotted::name).distinct().toList();
    }

    String line() {
        return about.isEmpty() ? name.toString() : name + ": " + about;
    }
}
