package dev.planetfall.migration.schema;

import dev.planetfall.migration.SchemaOutcome;
import dev.planetfall.migration.SchemaOutcome.Result;
import dev.planetfall.migration.schema.SchemaComparison.Difference;
import dev.planetfall.migration.schema.SchemaComparison.Missing;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** What two schemas may differ in: objects that were left out, skipped by a person, or made from edited DDL. */
public final class AcceptedDifferences {
    private final Set<String> names;

    private AcceptedDifferences(Set<String> names) {
        this.names = names;
    }

    public static AcceptedDifferences of(Collection<SchemaOutcome> outcomes) {
        return new AcceptedDifferences(outcomes.stream()
                .filter(AcceptedDifferences::accepts)
                .map(outcome -> outcome.name().replaceFirst("\\(.*", ""))
                .collect(Collectors.toSet()));
    }

    /** The comparison without what is accepted. */
    public SchemaComparison leaveOf(SchemaComparison comparison) {
        return names.isEmpty()
                ? comparison
                : new SchemaComparison(
                        comparison.missing().stream()
                                .filter(object -> !covers(object))
                                .toList(),
                        comparison.differing().stream()
                                .filter(difference -> !covers(difference))
                                .toList());
    }

    /** Whether this may be missing. */
    public boolean covers(Missing object) {
        return object.entries().stream().anyMatch(names::contains);
    }

    private boolean covers(Difference difference) {
        String what = difference.what();
        return names.stream().map(name -> " " + name.replace(' ', '.')).anyMatch(name -> {
            int found = what.indexOf(name);
            int end = found + name.length();
            return found >= 0 && (end == what.length() || what.charAt(end) == '.' || what.charAt(end) == '(');
        });
    }

    private static boolean accepts(SchemaOutcome outcome) {
        return outcome.result() == Result.LEFT_OUT
                || outcome.result() == Result.SKIPPED
                || (outcome.isEdited() && outcome.result().isThere());
    }
}
