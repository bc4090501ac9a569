package dev.planetfall.migration.schema;

import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells keys from everything else that is held back: what replication needs to find the row that it changes. */
public final class HeldBackKeys {
    private HeldBackKeys() {}

    /** Primary keys, replica identities, and the indexes that these name. */
    public static Set<SchemaKey> among(Collection<SchemaOutcome> heldBack) {
        Map<SchemaKey, SchemaOutcome> all = heldBack.stream()
                .collect(Collectors.toMap(SchemaOutcome::key, Function.identity(), (one, other) -> one));
        Set<SchemaKey> keys = new HashSet<>();
        for (SchemaOutcome outcome : heldBack) {
            if (outcome.kind().equals("REPLICA IDENTITY")) {
                keys.add(outcome.key());
                outcome.waitsFor().stream().filter(all::containsKey).forEach(keys::add);
            } else if (DeferredObjects.isPrimaryKey(SchemaObject.of(outcome))) {
                keys.add(outcome.key());
            }
        }
        return keys;
    }
}
