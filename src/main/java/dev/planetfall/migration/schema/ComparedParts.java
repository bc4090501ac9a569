package dev.planetfall.migration.schema;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Two schemas and how they differ.
 *
 * @param source every part by its key
 * @param target every part by its key
 */
record ComparedParts(
        SchemaComparison comparison,
        SortedMap<SchemaPart.Key, SchemaPart> source,
        SortedMap<SchemaPart.Key, SchemaPart> target) {
    ComparedParts {
        source = Collections.unmodifiableSortedMap(source);
        target = Collections.unmodifiableSortedMap(target);
    }

    /** @param printAlike whether both servers are of one major version */
    static ComparedParts of(
            SortedMap<SchemaPart.Key, SchemaPart> source,
            SortedMap<SchemaPart.Key, SchemaPart> target,
            boolean printAlike) {
        return new ComparedParts(new PartsComparison(source, target, printAlike).compare(), source, target);
    }

    Optional<SchemaPart> onSource(SchemaPart.Key key) {
        return Optional.ofNullable(source.get(key));
    }

    Optional<SchemaPart> onTarget(SchemaPart.Key key) {
        return Optional.ofNullable(target.get(key));
    }

    /** Whether only the source has it. */
    boolean isMissing(SchemaPart.Key key) {
        return source.containsKey(key) && !target.containsKey(key);
    }
}
