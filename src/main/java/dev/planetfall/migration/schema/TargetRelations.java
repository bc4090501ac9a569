package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
import dev.planetfall.postgres.Session;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells whether a relation that is on the target is of the kind that is wanted. Asks once, when something is there at all. */
final class TargetRelations {
    private static final Set<String> RELATIONS =
            Set.of("TABLE", "VIEW", "MATERIALIZED VIEW", "FOREIGN TABLE", "SEQUENCE", "INDEX");

    private static final String KINDS = """
            SELECT concat(n.nspname, '.', c.relname) AS name,
                   CASE c.relkind WHEN 'r' THEN 'TABLE' WHEN 'p' THEN 'TABLE' WHEN 'v' THEN 'VIEW'
                     WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'f' THEN 'FOREIGN TABLE' WHEN 'S' THEN 'SEQUENCE'
                     WHEN 'c' THEN 'TYPE' ELSE 'INDEX' END AS kind
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind <> 't'
            """;

    private final Session session;
    private final Map<String, String> kinds = new HashMap<>();

    TargetRelations(Session session) {
        this.session = session;
    }

    /** What is there in the place of a relation and is of another kind, such as {@code a view}. */
    Optional<String> inThePlaceOf(SchemaObject object) {
        if (!RELATIONS.contains(object.kind())) {
            return Optional.empty();
        }
        if (kinds.isEmpty()) {
            session.query(KINDS, row -> kinds.put(row.text("name"), row.text("kind")));
        }
        return Optional.ofNullable(kinds.get(object.identity()))
                .filter(kind -> !kind.equals(object.kind()))
                .map(kind -> Messages.text(
                        kind.equals("INDEX") ? "schema.target-relations.an" : "schema.target-relations.a",
                        kind.toLowerCase(Locale.ROOT)));
    }
}
