package dev.planetfall.migration.schema;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.Identifier;
import dev.planetfall.postgres.QualifiedName;
import dev.planetfall.postgres.Row;
import dev.planetfall.postgres.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the target's schema differs from the source's, within the scope. What the target has in addition does not count.
 *
 * @param missing on the target
 * @param differing there on both servers, but printed differently
 */
public record SchemaComparison(List<Missing> missing, List<Difference> differing) {

    /**
     * An object that the target lacks.
     *
     * @param what such as {@code column public.orders.total}
     * @param entries how {@link SchemaObject#identity()} may name what would make it
     */
    public record Missing(String what, List<String> entries) {}

    /**
     * @param what such as {@code column public.orders.total}
     * @param certain whether it means another thing; otherwise two versions may only print the same thing differently
     */
    public record Difference(String what, String onSource, String onTarget, boolean certain) {}

    /**
     * Asks both servers.
     *
     * @throws dev.planetfall.postgres.DatabaseException when one could not be asked
     */
    public static SchemaComparison of(MigrationContext context) {
        Scope scope = context.plan().scope();
        return between(facts(context.source(), scope), facts(context.target(), scope));
    }

    /** Whether the target has everything, and nothing of it certainly different. */
    public boolean isComplete() {
        return missing.isEmpty() && differing.stream().noneMatch(Difference::certain);
    }

    /** Every fact in scope by its key, sorted. */
    static SortedMap<SchemaFact, SchemaFact> facts(Database database, Scope scope) {
        return database.withReadOnlySession(session -> {
            // Every printed name then carries its schema.
            session.execute("SELECT pg_catalog.set_config('search_path', '', false)");
            SortedMap<SchemaFact, SchemaFact> facts = new TreeMap<>();
            SchemaQueries.of(new Catalog(session).version())
                    .forEach((kind, query) ->
                            read(session, kind, query, scope).forEach(fact -> facts.put(fact.key(), fact)));
            return facts;
        });
    }

    private static List<SchemaFact> read(Session session, SchemaFactKind kind, String query, Scope scope) {
        return session
                .query(query, row -> includes(scope, row) ? Optional.of(fact(kind, row)) : Optional.<SchemaFact>empty())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static SchemaFact fact(SchemaFactKind kind, Row row) {
        return new SchemaFact(
                kind,
                row.text("schema"),
                row.text("relation"),
                row.text("name"),
                row.optionalText("definition").orElse(""));
    }

    private static boolean includes(Scope scope, Row row) {
        return includes(scope, row.text("schema"), row.text("relation"))
                && includes(scope, row.text("needs_schema"), row.text("needs_relation"));
    }

    private static boolean includes(Scope scope, String schema, String relation) {
        if (schema.isEmpty()) {
            return true;
        }
        return relation.isEmpty()
                ? scope.includesSchema(new Identifier(schema))
                : scope.includes(QualifiedName.of(schema, relation));
    }

    static SchemaComparison between(
            SortedMap<SchemaFact, SchemaFact> source, SortedMap<SchemaFact, SchemaFact> target) {
        List<Missing> missing = new ArrayList<>();
        List<Difference> differing = new ArrayList<>();
        source.forEach((key, there) -> Optional.ofNullable(target.get(key))
                .ifPresentOrElse(
                        here -> difference(there, here).ifPresent(differing::add),
                        () -> missing.add(new Missing(there.described(), there.entries()))));
        return new SchemaComparison(List.copyOf(missing), List.copyOf(differing));
    }

    private static Optional<Difference> difference(SchemaFact source, SchemaFact target) {
        return source.definition().equals(target.definition())
                ? Optional.empty()
                : Optional.of(new Difference(
                        source.described(),
                        source.definition(),
                        target.definition(),
                        source.kind().isExact()));
    }
}
