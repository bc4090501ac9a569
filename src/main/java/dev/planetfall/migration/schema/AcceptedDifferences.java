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

    private final List<SchemaOutcome> edited;
    private final Set<String> mayBeMissing;
    private final Set<String> mayDiffer;

    private AcceptedDifferences(List<SchemaOutcome> edited, Set<String> mayBeMissing, Set<String> mayDiffer) {
        this.edited = edited;
        this.mayBeMissing = mayBeMissing;
        this.mayDiffer = mayDiffer;
    }

    public static AcceptedDifferences of(Collection<SchemaOutcome> outcomes) {
        List<SchemaOutcome> edited =
                outcomes.stream().filter(AcceptedDifferences::isThereEdited).toList();
        return new AcceptedDifferences(
                edited,
                names(outcomes, outcome -> accepts(outcome) || outcome.result() == Result.HELD_BACK),
                names(
                        outcomes,
                        outcome -> accepts(outcome)
                                || (!edited.isEmpty()
                                        && outcome.result().isThere()
                                        && TAKE_TYPES_FROM_OTHERS.contains(outcome.kind()))));
    }

    /** What is missing although it is not accepted. */
    public List<Missing> missing(SchemaComparison comparison) {
        Set<Missing> gone = gone(comparison);
        return comparison.missing().stream()
                .filter(object ->
                        gone.contains(object) || object.entries().stream().noneMatch(mayBeMissing::contains))
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

    /** What an edit made, and nothing of that name is there any more. */
    private Set<Missing> gone(SchemaComparison comparison) {
        if (edited.isEmpty()) {
            return Set.of();
        }
        Counterpart counterpart = new Counterpart(comparison);
        return edited.stream()
                .filter(counterpart::isGone)
                .flatMap(outcome -> counterpart.missing(outcome).stream())
                .collect(Collectors.toSet());
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
