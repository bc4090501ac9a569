package dev.planetfall.ui.page;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Severity;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What the checks found so far. */
final class ChecksViewModel {
    private final ReadOnlyObjectWrapper<List<Finding>> findings = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");

    void show(MigrationState state) {
        findings.set(state.findings());
        summary.set(summed(state));
    }

    ReadOnlyObjectProperty<List<Finding>> findingsProperty() {
        return findings.getReadOnlyProperty();
    }

    /** How many findings of which kind; empty before the first. */
    ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /** Whether entering the page starts the checks: when nothing was asked about this plan yet. */
    static boolean startsByItself(MigrationState state) {
        return state.status(Phase.CHECK) == PhaseStatus.NOT_STARTED;
    }

    private static String summed(MigrationState state) {
        List<String> parts = new ArrayList<>();
        add(parts, state, Severity.BLOCKER, "blocker", "blockers");
        add(parts, state, Severity.UNKNOWN, "could not be checked", "could not be checked");
        add(parts, state, Severity.WARNING, "warning", "warnings");
        add(parts, state, Severity.NOTE, "note", "notes");
        add(parts, state, Severity.PASSED, "passed", "passed");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, MigrationState state, Severity severity, String one, String many) {
        long number = state.findings().stream()
                .filter(finding -> finding.severity() == severity)
                .count();
        if (number > 0) {
            parts.add(Quantities.count(number) + " " + (number == 1 ? one : many));
        }
    }
}
