package dev.planetfall.migration.aftercare;

import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import java.util.List;

/**
 * A relation on a server.
 *
 * @param table the relation, or the table of an index
 * @param about what the question was about
 */
record Held(QualifiedName table, QualifiedName name, String about) {
    /** That the relation {@code c} in {@code n} was made by a person and not by an extension. */
    static final String OF_PEOPLE = Catalog.USER_SCHEMAS
            + " AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.classid = 'pg_class'::regclass AND x.objid = c.oid"
            + " AND x.deptype = 'e')";

    /** What a query with the columns {@code schema}, {@code relation}, {@code name} and {@code about} returns in scope. */
    static List<Held> inScope(Session session, Scope scope, String query) {
        return session
                .query(
                        query,
                        row -> new Held(
                                row.qualifiedName("schema", "relation"),
                                row.qualifiedName("schema", "name"),
                                row.text("about")))
                .stream()
                .filter(held -> scope.includes(held.table()))
                .toList();
    }
}
