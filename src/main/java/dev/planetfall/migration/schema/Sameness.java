package dev.planetfall.migration.schema;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.SchemaDifference;
import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.SchemaPlace;
import dev.planetfall.migration.schema.SchemaComparison.Difference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells of objects that were there before whether they are what the source has, and of those that a person's DDL made whether
 * anything of their name is there. The two schemas are compared once, and only when there is something to tell; what two
 * versions may only print differently counts as the same.
 */
final class Sameness {
    /** Of more differences than anybody reads one by one the others are told by the step's judgement. */
    private static final int MOST = 1_000;

    private final SchemaComparison comparison;
    private final Counterpart counterpart;
    private final List<SchemaOutcome> compared;

    private Sameness(SchemaComparison comparison, List<SchemaOutcome> compared) {
        this.comparison = comparison;
        counterpart = new Counterpart(comparison);
        this.compared = compared;
    }

    /** The outcomes of those that are not what the source has, with what differs. */
    static List<SchemaOutcome> differing(
            MigrationContext context, Set<SchemaKey> doubtful, Collection<SchemaOutcome> outcomes) {
        if (doubtful.isEmpty()) {
            return List.of();
        }
        List<SchemaOutcome> compared = outcomes.stream()
                .filter(outcome -> doubtful.contains(outcome.key()))
                .toList();
        return new Sameness(SchemaComparison.of(context, context::report), compared).tell(outcomes);
    }

    private List<SchemaOutcome> tell(Collection<SchemaOutcome> all) {
        Map<SchemaKey, SchemaOutcome> told = new LinkedHashMap<>();
        compared.forEach(outcome -> counterpart
                .missing(outcome)
                .ifPresent(missing -> (outcome.isEdited()
                                ? nothingMade(outcome, new SchemaDifference(missing.what(), missing.definition(), ""))
                                : Optional.of(elsewhere(outcome)))
                        .ifPresent(known -> told.put(known.key(), known))));
        differences(all)
                .forEach((key, differences) -> compared.stream()
                        .filter(outcome -> outcome.key().equals(key) && !outcome.isEdited())
                        .forEach(outcome -> told.putIfAbsent(key, different(outcome, differences))));
        return List.copyOf(told.values());
    }

    /** What certainly differs, by the object that has it. */
    private Map<SchemaKey, List<SchemaDifference>> differences(Collection<SchemaOutcome> all) {
        Map<SchemaKey, List<SchemaDifference>> differences = new LinkedHashMap<>();
        Set<String> names = compared.stream()
                .map(outcome -> ObjectNames.withoutArguments(outcome.name()))
                .collect(Collectors.toSet());
        Stream<SchemaDifference> missing = comparison.missing().stream()
                .filter(part -> names.contains(part.entries().get(0)))
                .map(part -> new SchemaDifference(part.what(), part.definition(), ""));
        Stream<SchemaDifference> differing = comparison.differing().stream()
                .filter(Difference::certain)
                .map(part -> new SchemaDifference(part.what(), part.onSource(), part.onTarget()));
        Stream.concat(differing, missing)
                .limit(MOST)
                .forEach(part -> owner(part, all)
                        .ifPresent(outcome -> differences
                                .computeIfAbsent(outcome.key(), key -> new ArrayList<>())
                                .add(part)));
        return differences;
    }

    /** The object with the longest name that is in what differs: a constraint rather than its table. */
    private static Optional<SchemaOutcome> owner(SchemaDifference difference, Collection<SchemaOutcome> all) {
        return all.stream()
                .filter(outcome -> ObjectNames.isAbout(difference.what(), outcome.name()))
                .max(Comparator.comparingInt(outcome -> outcome.name().length()));
    }

    private static SchemaOutcome different(SchemaOutcome outcome, List<SchemaDifference> differences) {
        return outcome.with(Result.DIFFERENT, DifferenceWords.of(differences), TableMending.of(outcome, differences));
    }

    private SchemaOutcome elsewhere(SchemaOutcome outcome) {
        String what = counterpart
                .namesake(outcome)
                .map(SchemaPlace::named)
                .map(namesake -> Messages.text("schema.sameness.planetscale-has-in-its-place", namesake))
                .orElse(Messages.text("schema.sameness.something-else-on-planetscale-has"));
        return outcome.with(Result.FAILED, Messages.text("schema.sameness.drop-or-rename-it-there", what), List.of());
    }

    private Optional<SchemaOutcome> nothingMade(SchemaOutcome edited, SchemaDifference nothing) {
        return counterpart.namesake(edited).isPresent()
                ? Optional.empty()
                : Optional.of(edited.with(
                        edited.result(), Messages.text("schema.sameness.your-ddl-made-nothing-of"), List.of(nothing)));
    }
}
