package dev.planetfall.ui.page;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What the checks found so far, and whether they must be asked anew. */
final class ChecksViewModel {
    private final ReadOnlyObjectWrapper<List<Finding>> findings = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private String migration = "";
    private Optional<Scope> checkedScope = Optional.empty();

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

    /**
     * Whether entering the page starts the checks: when they were never asked, or were asked for another scope. What an
     * earlier run of the program found still counts.
     */
    boolean startsByItself(String migrationId, MigrationState state, Scope scope) {
        if (!migration.equals(migrationId)) {
            migration = migrationId;
            checkedScope = Optional.empty();
        }
        PhaseStatus status = state.status(Phase.CHECK);
        boolean otherScope = checkedScope.isPresent() && !checkedScope.get().equals(scope);
        boolean schemaCopied = state.status(Phase.SCHEMA) != PhaseStatus.NOT_STARTED;
        return status == PhaseStatus.NOT_STARTED || (otherScope && !schemaCopied);
    }

    void asked(Scope scope) {
        checkedScope = Optional.of(scope);
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
