package dev.planetfall.migration.schema;

import dev.planetfall.migration.schema.SchemaComparison.Difference;
import dev.planetfall.migration.schema.SchemaComparison.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Compares the parts of two schemas one by one. */
final class PartsComparison {
    private final SortedMap<SchemaPart.Key, SchemaPart> source;
    private final SortedMap<SchemaPart.Key, SchemaPart> target;
    private final boolean printAlike;
    private final Set<SchemaPart.Key> relations;
    private final List<Missing> missing = new ArrayList<>();
    private final List<Difference> differing = new ArrayList<>();
    private final List<String> additional = new ArrayList<>();

    /** @param printAlike whether both servers are of one major version */
    PartsComparison(
            SortedMap<SchemaPart.Key, SchemaPart> source,
            SortedMap<SchemaPart.Key, SchemaPart> target,
            boolean printAlike) {
        this.source = source;
        this.target = target;
        this.printAlike = printAlike;
        relations = source.keySet().stream().map(SchemaPart.Key::ofRelation).collect(Collectors.toSet());
    }

    SchemaComparison compare() {
        for (SchemaPart part : source.values()) {
            Optional.ofNullable(target.get(part.key()))
                    .ifPresentOrElse(same -> compare(part, same), () -> addMissing(part));
        }
        target.values().stream().filter(part -> !source.containsKey(part.key())).forEach(this::addAdditional);
        return new SchemaComparison(missing, differing, additional);
    }

    private void compare(SchemaPart there, SchemaPart here) {
        if (!there.definition().equals(here.definition()) && !Tolerance.explains(there, here, printAlike)) {
            differing.add(new Difference(
                    there.key().toString(),
                    there.readable(),
                    here.readable(),
                    there.surelyMeansOtherThan(here, printAlike)));
        }
    }

    /** A table that is missing is named once, and not column by column. */
    private void addMissing(SchemaPart part) {
        if (part.isOfNoConsequence()) {
            differing.add(new Difference(part.key().toString(), part.readable(), "", false));
        } else if (!part.isOfTable() || !isMissing(part.key().ofTable())) {
            missing.add(new Missing(part.key().toString(), part.entries()));
        }
    }

    private boolean isMissing(SchemaPart.Key key) {
        return source.containsKey(key) && !target.containsKey(key);
    }

    private void addAdditional(SchemaPart part) {
        if (part.isSetting() && relations.contains(part.key().ofRelation())) {
            differing.add(new Difference(part.key().toString(), "", part.readable(), true));
        } else {
            additional.add(part.key().toString());
        }
    }
}
