package dev.planetfall.migration.schema;

import dev.planetfall.migration.MigrationContext;
import dev.planetfall.migration.SchemaKey;
import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.schema.SchemaComparison.Difference;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells of objects that were there before whether they are what the source has. The two schemas are compared once, and only
 * when something was there; what two versions may only print differently counts as the same.
 */
final class Sameness {
    /** Of more differences than anybody reads one by one the others are told by the step's judgement. */
    private static final int MOST = 1_000;

    private Sameness() {}

    /** The outcomes of those that differ, with what differs. */
    static List<SchemaOutcome> differing(
            MigrationContext context, Set<SchemaKey> existed, Collection<SchemaOutcome> outcomes) {
        if (existed.isEmpty()) {
            return List.of();
        }
        Map<SchemaKey, SchemaOutcome> different = new LinkedHashMap<>();
        SchemaComparison.of(context, context::report).differing().stream()
                .filter(Difference::certain)
                .limit(MOST)
                .forEach(difference -> owner(difference, outcomes)
                        .filter(outcome -> existed.contains(outcome.key()))
                        .ifPresent(outcome -> different.merge(
                                outcome.key(), outcome.with(Result.DIFFERENT, sentence(difference)), Sameness::both)));
        return List.copyOf(different.values());
    }

    /** The object with the longest name that is in what differs: a constraint rather than its table. */
    private static Optional<SchemaOutcome> owner(Difference difference, Collection<SchemaOutcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> ObjectNames.isAbout(difference.what(), outcome.name()))
                .max(Comparator.comparingInt(outcome -> outcome.name().length()));
    }

    private static String sentence(Difference difference) {
        return difference.what() + " is " + difference.onTarget() + " on PlanetScale and " + difference.onSource()
                + " on the source.";
    }

    private static SchemaOutcome both(SchemaOutcome first, SchemaOutcome second) {
        return first.with(Result.DIFFERENT, first.message() + "\n" + second.message());
    }
}
