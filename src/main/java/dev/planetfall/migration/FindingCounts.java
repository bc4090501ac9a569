package dev.planetfall.migration;

import dev.planetfall.language.Messages;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** How many findings there are of which kind, in words. */
public final class FindingCounts {
    private FindingCounts() {}

    /** {@code 2 blockers, 1 could not be checked, 3 passed}: the most urgent first; empty for no findings. */
    public static String of(Collection<Finding> findings) {
        return Severity.MOST_URGENT_FIRST.stream()
                .map(severity -> counted(severity, findings))
                .flatMap(List::stream)
                .collect(Collectors.joining(", "));
    }

    private static List<String> counted(Severity severity, Collection<Finding> findings) {
        long number = findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
        return number == 0 ? List.of() : List.of(worded(severity, number));
    }

    private static String worded(Severity severity, long number) {
        return switch (severity) {
            case BLOCKER -> Messages.plural("count.blocker", number);
            case UNKNOWN -> Messages.text("migration.finding-counts.could-not-be-checked", Quantities.count(number));
            case WARNING -> Messages.plural("count.warning", number);
            case NOTE -> Messages.plural("count.note", number);
            case PASSED -> Messages.text("migration.finding-counts.passed", Quantities.count(number));
        };
    }
}
