package dev.planetfall.migration.schema;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.Scope;
import dev.planetfall.postgres.Catalog;
import dev.planetfall.postgres.Database;
import dev.planetfall.postgres.ServerVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells of objects that were there before whether they are what the source has. Both servers' catalogs are read in the same
 * way, each once, and only when there is something to compare; what that reader does not know is not compared.
 */
final class Sameness {
    private final Map<SchemaKey, String> onSource;
    private final Map<SchemaKey, String> onTarget;
    private final Set<SchemaKey> asked;

    private Sameness(Map<SchemaKey, String> onSource, Map<SchemaKey, String> onTarget, Set<SchemaKey> asked) {
        this.onSource = onSource;
        this.onTarget = onTarget;
        this.asked = asked;
    }

    static Sameness of(MigrationContext context, Set<SchemaKey> asked) {
        if (asked.isEmpty()) {
            return new Sameness(Map.of(), Map.of(), asked);
        }
        ServerVersion words = context.target().withReadOnlySession(session -> new Catalog(session).version());
        Scope scope = context.plan().scope();
        return new Sameness(
                definitions(context.source(), words, scope), definitions(context.target(), words, scope), asked);
    }

    /** The outcomes of those that differ, with both definitions' difference told. */
    List<SchemaOutcome> differing(Map<SchemaKey, SchemaOutcome> outcomes) {
        return outcomes.values().stream()
                .filter(outcome -> outcome.result() == Result.ALREADY_THERE && asked.contains(outcome.key()))
                .filter(outcome -> differs(outcome.key()))
                .map(outcome -> outcome.with(Result.DIFFERENT, "On PlanetScale it is:\n" + onTarget.get(outcome.key())))
                .toList();
    }

    private boolean differs(SchemaKey key) {
        return Optional.ofNullable(onSource.get(key))
                .filter(source -> onTarget.containsKey(key))
                .filter(source -> !source.equals(onTarget.get(key)))
                .isPresent();
    }

    private static Map<SchemaKey, String> definitions(Database server, ServerVersion words, Scope scope) {
        Map<SchemaKey, String> definitions = new HashMap<>();
        CatalogSchemaReader.read(server, words, scope)
                .objects()
                .forEach(object ->
                        definitions.merge(TargetSession.key(object.key()), object.sql(), (a, b) -> a + "\n" + b));
        return definitions;
    }
}
