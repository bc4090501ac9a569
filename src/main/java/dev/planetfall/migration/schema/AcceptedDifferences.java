package dev.planetfall.migration.schema;

import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.schema.SchemaComparison.Difference;
import dev.planetfall.migration.schema.SchemaComparison.Missing;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What two schemas may differ in: objects that were left out, skipped by a person, held back until the rows are copied, or made
 * from edited DDL. Where something was edited, views have columns of other types without having been edited themselves.
 */
public final class AcceptedDifferences {
    private static final Set<String> TAKE_TYPES_FROM_OTHERS = Set.of("VIEW", "MATERIALIZED VIEW");

    private final Set<String> mayBeMissing;
    private final Set<String> mayDiffer;

    private AcceptedDifferences(Set<String> mayBeMissing, Set<String> mayDiffer) {
        this.mayBeMissing = mayBeMissing;
        this.mayDiffer = mayDiffer;
    }

    public static AcceptedDifferences of(Collection<SchemaOutcome> outcomes) {
        boolean edited = outcomes.stream().anyMatch(AcceptedDifferences::isThereEdited);
        return new AcceptedDifferences(
                names(outcomes, outcome -> accepts(outcome) || outcome.result() == Result.HELD_BACK),
                names(
                        outcomes,
                        outcome -> accepts(outcome)
                                || (edited
                                        && outcome.result().isThere()
                                        && TAKE_TYPES_FROM_OTHERS.contains(outcome.kind()))));
    }

    /** What is missing although it is not accepted. */
    public List<Missing> missing(SchemaComparison comparison) {
        return comparison.missing().stream()
                .filter(object -> object.entries().stream().noneMatch(mayBeMissing::contains))
                .toList();
    }

    /** What certainly differs although it is not accepted. */
    public List<Difference> differing(SchemaComparison comparison) {
        return comparison.differing().stream()
                .filter(Difference::certain)
                .filter(difference -> !mayDiffer(difference.what()))
                .toList();
    }

    /** Whether a person decided that it, or what it belongs to, is not as on the source. */
    boolean mayDiffer(String what) {
        return mayDiffer.stream().anyMatch(name -> ObjectNames.isAbout(what, name));
    }

    private static Set<String> names(Collection<SchemaOutcome> outcomes, Predicate<SchemaOutcome> which) {
        return outcomes.stream()
                .filter(which)
                .map(outcome -> ObjectNames.withoutArguments(outcome.name()))
                .collect(Collectors.toSet());
    }

    private static boolean accepts(SchemaOutcome outcome) {
        return outcome.result() == Result.LEFT_OUT || outcome.result() == Result.SKIPPED || isThereEdited(outcome);
    }

    private static boolean isThereEdited(SchemaOutcome outcome) {
        return outcome.isEdited() && outcome.result().isThere();
    }
}
