package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of each object of the schema, in the order in which they were tried first. Immutable. Adding one outcome copies
 * only a small part, because a schema can have tens of thousands of objects and each of them makes a new state.
 */
public final class SchemaOutcomes {
    private static final int PARTS = 512;
    private static final Numbered[] EMPTY_PART = {};

    /** Of no object. */
    public static final SchemaOutcomes NONE =
            new SchemaOutcomes(emptyParts(), new EnumMap<>(SchemaOutcome.Result.class), 0);

    private final Numbered[][] parts;
    private final Map<SchemaOutcome.Result, Integer> counts;
    private final int size;
    private volatile List<SchemaOutcome> list = List.of();

    private SchemaOutcomes(Numbered[][] parts, Map<SchemaOutcome.Result, Integer> counts, int size) {
        this.parts = parts;
        this.counts = counts;
        this.size = size;
    }

    /** These with one more; an earlier outcome of the same object is replaced and its place kept. */
    public SchemaOutcomes with(SchemaOutcome outcome) {
        int part = part(outcome.key());
        Numbered[] old = parts[part];
        int found = position(old, outcome.key());
        boolean isNew = found < 0;
        Numbered[] renewed = Arrays.copyOf(old, isNew ? old.length + 1 : old.length);
        renewed[isNew ? old.length : found] = new Numbered(isNew ? size : old[found].number(), outcome);
        Map<SchemaOutcome.Result, Integer> newCounts = new EnumMap<>(counts);
        newCounts.merge(outcome.result(), 1, Integer::sum);
        if (!isNew) {
            newCounts.merge(old[found].outcome().result(), -1, Integer::sum);
        }
        Numbered[][] newParts = parts.clone();
        newParts[part] = renewed;
        return new SchemaOutcomes(newParts, newCounts, isNew ? size + 1 : size);
    }

    public Optional<SchemaOutcome> find(SchemaKey key) {
        Numbered[] part = parts[part(key)];
        int found = position(part, key);
        return found < 0 ? Optional.empty() : Optional.of(part[found].outcome());
    }

    /** All, in the order in which they were tried first. Sorted when it is asked first. */
    public List<SchemaOutcome> list() {
        List<SchemaOutcome> known = list;
        if (known.size() != size) {
            known = Arrays.stream(parts)
                    .flatMap(Arrays::stream)
                    .sorted(Comparator.comparingInt(Numbered::number))
                    .map(Numbered::outcome)
                    .toList();
            list = known;
        }
        return known;
    }

    public int size() {
        return size;
    }

    public int count(SchemaOutcome.Result result) {
        return counts.getOrDefault(result, 0);
    }

    /** How many somebody must do something about. */
    public int failures() {
        return Arrays.stream(SchemaOutcome.Result.values())
                .filter(SchemaOutcome.Result::isFailure)
                .mapToInt(this::count)
                .sum();
    }

    /** To go on with after "agree": what the target has not, or has otherwise, by a decision; empty where there is nothing. */
    public String exceptions() {
        long apart = list().stream().filter(SchemaOutcomes::isDecided).count();
        return apart == 0 ? "" : Messages.plural("migration.schema-outcomes.apart-from-objects-that-were", apart);
    }

    private static boolean isDecided(SchemaOutcome outcome) {
        return outcome.result() == SchemaOutcome.Result.LEFT_OUT
                || outcome.result() == SchemaOutcome.Result.SKIPPED
                || outcome.isEdited();
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof SchemaOutcomes others && size == others.size && list().equals(others.list()));
    }

    @Override
    public int hashCode() {
        return list().hashCode();
    }

    @Override
    public String toString() {
        return list().toString();
    }

    private static Numbered[][] emptyParts() {
        Numbered[][] parts = new Numbered[PARTS][];
        Arrays.fill(parts, EMPTY_PART);
        return parts;
    }

    private static int part(SchemaKey key) {
        return Math.floorMod(key.hashCode() * 31, PARTS);
    }

    private static int position(Numbered[] part, SchemaKey key) {
        for (int i = 0; i < part.length; i++) {
            if (part[i].outcome().name().equals(key.name())
                    && part[i].outcome().kind().equals(key.kind())) {
                return i;
            }
        }
        return -1;
    }

    /** @param number how many objects were tried before this one */
    private record Numbered(int number, SchemaOutcome outcome) {}
}
