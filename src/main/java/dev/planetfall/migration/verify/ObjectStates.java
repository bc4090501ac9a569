package dev.planetfall.migration.verify;

import dev.planetfall.migration.ObjectComparison.Kind;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Objects of one kind whose definition agrees and which may still not be as they were on the source. Each is one question to each
 * server.
 *
 * @param noun {@code index} or the like
 * @param nouns its plural
 * @param selected columns {@code relation}, {@code name} and {@code state}, from {@code pg_class c} and {@code pg_namespace n}
 * @param judgement what is wrong, from the state on the source and on the target; empty when nothing is
 */
record ObjectStates(
        Kind kind, String noun, String nouns, String selected, BiFunction<String, String, String> judgement) {
    /** In the order in which people read what came of it. */
    static final List<ObjectStates> ALL = List.of(
            new ObjectStates(
                    Kind.MATERIALIZED_VIEW,
                    "materialized view",
                    "materialized views",
                    "c.relname AS relation, c.relname AS name, CASE WHEN c.relispopulated THEN 'full' ELSE 'empty' END AS state"
                            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'm'",
                    (here, there) -> here.equals("full") && there.equals("empty")
                            ? "It is empty on PlanetScale: refresh it there."
                            : ""),
            new ObjectStates(
                    Kind.CONSTRAINT,
                    "constraint",
                    "constraints",
                    "c.relname AS relation, k.conname AS name, CASE WHEN k.convalidated THEN 'valid' ELSE 'not valid' END AS state"
                            + " FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
                            + " WHERE k.contype IN ('c', 'f', 'p', 'u', 'x')",
                    (here, there) -> here.equals("valid") && !there.equals("valid")
                            ? "It is not validated on PlanetScale, though it is on the source: run VALIDATE CONSTRAINT there."
                            : ""),
            new ObjectStates(
                    Kind.INDEX,
                    "index",
                    "indexes",
                    "c.relname AS relation, x.relname AS name,"
                            + " CASE WHEN i.indisvalid AND i.indisready THEN 'valid' ELSE 'invalid' END AS state"
                            + " FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid"
                            + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'm')",
                    (here, there) ->
                            there.equals("invalid") ? "It is invalid on PlanetScale: run REINDEX INDEX there." : ""),
            new ObjectStates(
                    Kind.TRIGGER,
                    "trigger",
                    "triggers",
                    "c.relname AS relation, g.tgname AS name, g.tgenabled::text AS state"
                            + " FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
                            + " WHERE NOT g.tgisinternal",
                    (here, there) -> here.equals(there)
                            ? ""
                            : "It is " + fires(there) + " on PlanetScale and " + fires(here) + " on the source."),
            new ObjectStates(
                    Kind.STATISTICS,
                    "table",
                    "tables",
                    "c.relname AS relation, c.relname AS name, CASE WHEN c.reltuples < 0 OR (c.reltuples = 0 AND c.relpages > 0)"
                            + " THEN 'none' ELSE 'there' END AS state"
                            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r'",
                    (here, there) -> there.equals("none")
                            ? "PlanetScale has no statistics of it, so queries may be slow: run ANALYZE."
                            : ""));

    /** What is wrong with an object that is on both servers; empty when nothing is. */
    Optional<String> problem(String here, String there) {
        return Optional.of(judgement.apply(here, there)).filter(sentence -> !sentence.isEmpty());
    }

    /** The state of each object in scope, by its name. */
    Map<String, String> read(Session session, Scope scope) {
        Map<String, String> states = new TreeMap<>();
        session.query(
                "SELECT n.nspname AS schema, " + selected + " AND c.relpersistence <> 't' AND " + Catalog.USER_SCHEMAS,
                row -> {
                    QualifiedName relation = row.qualifiedName("schema", "relation");
                    if (scope.includes(relation)) {
                        String name = row.text("name");
                        states.put(
                                name.equals(row.text("relation")) ? relation.toString() : name + " of " + relation,
                                row.text("state"));
                    }
                    return true;
                });
        return states;
    }

    /** @see <a href="https://www.postgresql.org/docs/current/catalog-pg-trigger.html">tgenabled</a> */
    private static String fires(String state) {
        return switch (state) {
            case "D" -> "disabled";
            case "R" -> "for replicas only";
            case "A" -> "always on";
            default -> "enabled";
        };
    }
}
