package dev.planetfall.migration.verify;

import dev.planetfall.language.Messages;
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
 * @param all the key of the sentence that names all of them by their number
 * @param selected columns {@code relation}, {@code name} and {@code state}, from {@code pg_class c} and {@code pg_namespace n}
 * @param judgement what is wrong, from the state on the source and on the target; empty when nothing is
 */
record ObjectStates(Kind kind, String all, String selected, BiFunction<String, String, String> judgement) {
    /** In the order in which people read what came of it. */
    static final List<ObjectStates> ALL = List.of(
            new ObjectStates(
                    Kind.MATERIALIZED_VIEW,
                    "verify.all-materialized-views",
                    "c.relname AS relation, c.relname AS name, CASE WHEN c.relispopulated THEN 'full' ELSE 'empty' END AS state"
                            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'm'",
                    (here, there) -> here.equals("full") && there.equals("empty")
                            ? Messages.text("verify.object-states.it-is-empty-on-planetscale")
                            : ""),
            new ObjectStates(
                    Kind.CONSTRAINT,
                    "verify.all-constraints",
                    "c.relname AS relation, k.conname AS name, CASE WHEN k.convalidated THEN 'valid' ELSE 'not valid' END AS state"
                            + " FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
                            + " WHERE k.contype IN ('c', 'f', 'p', 'u', 'x')",
                    (here, there) -> here.equals("valid") && !there.equals("valid")
                            ? Messages.text("verify.object-states.it-is-not-validated-on")
                            : ""),
            new ObjectStates(
                    Kind.INDEX,
                    "verify.all-indexes",
                    "c.relname AS relation, x.relname AS name,"
                            + " CASE WHEN i.indisvalid AND i.indisready THEN 'valid' ELSE 'invalid' END AS state"
                            + " FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid"
                            + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'm')",
                    (here, there) -> there.equals("invalid")
                            ? Messages.text("verify.object-states.it-is-invalid-on-planetscale")
                            : ""),
            new ObjectStates(
                    Kind.TRIGGER,
                    "verify.all-triggers",
                    "c.relname AS relation, g.tgname AS name, g.tgenabled::text AS state"
                            + " FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
                            + " WHERE NOT g.tgisinternal",
                    (here, there) -> here.equals(there)
                            ? ""
                            : Messages.text(
                                    "verify.object-states.it-is-on-planetscale-and", fires(there), fires(here))),
            new ObjectStates(
                    Kind.STATISTICS,
                    "verify.all-tables",
                    "c.relname AS relation, c.relname AS name, CASE WHEN c.reltuples < 0 OR (c.reltuples = 0 AND c.relpages > 0)"
                            + " THEN 'none' ELSE 'there' END AS state"
                            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r'",
                    (here, there) -> there.equals("none")
                            ? Messages.text("verify.object-states.planetscale-has-no-statistics-of")
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
                                name.equals(row.text("relation"))
                                        ? relation.toString()
                                        : Messages.text("verify.object-states.of", name, relation),
                                row.text("state"));
                    }
                    return true;
                });
        return states;
    }

    /** @see <a href="https://www.postgresql.org/docs/current/catalog-pg-trigger.html">tgenabled</a> */
    private static String fires(String state) {
        return switch (state) {
            case "D" -> Messages.text("verify.object-states.disabled");
            case "R" -> Messages.text("verify.object-states.for-replicas-only");
            case "A" -> Messages.text("verify.object-states.always-on");
            default -> Messages.text("verify.object-states.enabled");
        };
    }
}
