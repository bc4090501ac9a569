package dev.planetfall.migration.schema;

import dev.planetfall.migration.schema.SchemaComparison.Additional;
import dev.planetfall.migration.schema.SchemaComparison.Difference;
import dev.planetfall.migration.schema.SchemaComparison.Missing;
import dev.planetfall.migration.schema.catalog.CatalogEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Compares the parts of two schemas one by one. */
final class PartsComparison {
    /**
     * The last made first, but sequences only when the columns are gone that use them, which may take them along, and columns
     * after the constraints in which they are named.
     */
    private static final Comparator<SchemaPart> DROPPABLE = Comparator.comparing(PartsComparison::comesLate)
            .thenComparing(Comparator.comparingInt(SchemaPart::place).reversed())
            .thenComparing(part -> part.key().label().equals("column"));

    private final SortedMap<SchemaPart.Key, SchemaPart> source;
    private final SortedMap<SchemaPart.Key, SchemaPart> target;
    private final boolean printAlike;
    private final Set<SchemaPart.Key> relations;
    private final List<Missing> missing = new ArrayList<>();
    private final List<Difference> differing = new ArrayList<>();
    private final List<SchemaPart> additional = new ArrayList<>();

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
        return new SchemaComparison(
                missing,
                differing,
                additional.stream().sorted(DROPPABLE).map(this::addition).toList());
    }

    private static int comesLate(SchemaPart part) {
        return switch (part.key().label()) {
            case "sequence" -> 1;
            case "schema" -> 2;
            default -> 0;
        };
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
            missing.add(new Missing(part.key().toString(), part.entries(), part.readable()));
        }
    }

    private boolean isMissing(SchemaPart.Key key) {
        return source.containsKey(key) && !target.containsKey(key);
    }

    private void addAdditional(SchemaPart part) {
        boolean isOfBoth = relations.contains(part.key().ofRelation());
        boolean isSetting = isOfBoth && part.isSetting() && !isOfAddition(part);
        boolean wantsValue = isOfBoth && part.key().label().equals("column") && mayRefuse(part);
        if (isSetting || wantsValue) {
            differing.add(new Difference(part.key().toString(), "", part.readable(), true));
        }
        if (!isSetting) {
            additional.add(part);
        }
    }

    /** Whether it is set for a column or an index that only the target has. */
    private boolean isOfAddition(SchemaPart setting) {
        SchemaPart.Key key = setting.key();
        if (key.label().equals("index attach")) {
            String table = setting.entry().relation();
            return !source.containsKey(new SchemaPart.Key("index", key.schema(), "", key.name()))
                    && !source.containsKey(new SchemaPart.Key("constraint", key.schema(), table, key.name()));
        }
        return setting.column()
                .filter(column -> !source.containsKey(column) && target.containsKey(column))
                .isPresent();
    }

    private Additional addition(SchemaPart part) {
        return new Additional(part, isOfKnown(part), mayRefuse(part));
    }

    /** Whether both servers have the table, or the domain, to which it belongs. */
    private boolean isOfKnown(SchemaPart part) {
        CatalogEntry entry = part.entry();
        return entry.relation().isEmpty()
                ? source.keySet().stream()
                        .anyMatch(key -> key.label().equals("domain")
                                && key.schema().equals(entry.schema())
                                && entry.name().startsWith(key.name() + " "))
                : source.containsKey(new SchemaPart.Key("table", entry.schema(), entry.relation(), ""));
    }

    private boolean mayRefuse(SchemaPart part) {
        return Hindrance.isOne(part) && (!part.key().label().equals("column") || !hasValue(part.key()));
    }

    /** Whether a row that says nothing of the column gets a value: replication asks defaults and identities, too. */
    private boolean hasValue(SchemaPart.Key column) {
        return target.values().stream()
                .filter(part ->
                        Set.of("column default", "identity").contains(part.key().label()))
                .anyMatch(part -> part.column().filter(column::equals).isPresent());
    }
}
