package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CheckName;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.FindingCounts;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MethodAdvice;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Quantities;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What the checks found so far, in one line. */
final class ChecksViewModel {
    /** The check that takes longest, on purpose. */
    private static final String WATCHING = "log-retention";

    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper method = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Method>> otherMethod = new ReadOnlyObjectWrapper<>(Optional.empty());

    void show(MigrationState state) {
        method.set(MethodAdvice.of(state).map(ChecksViewModel::advised).orElse(""));
        boolean running = state.status(Phase.CHECK) == PhaseStatus.RUNNING;
        otherMethod.set(MethodAdvice.of(state)
                .map(MethodAdvice::method)
                .filter(advised -> advised != state.method() && state.mayChangeMethod() && !running));
        String counts = FindingCounts.of(state.findings());
        summary.set(state.status(Phase.CHECK) == PhaseStatus.RUNNING ? progress(state) + counts : counts);
    }

    /** How many findings of which kind, and how many checks are still to answer; empty before the first. */
    ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /** Which method suits the source and why; empty until that is known. */
    ReadOnlyStringProperty methodProperty() {
        return method.getReadOnlyProperty();
    }

    /** What suits the source better than the method that was chosen, as long as that can be changed. */
    ReadOnlyObjectProperty<Optional<Method>> otherMethodProperty() {
        return otherMethod.getReadOnlyProperty();
    }

    /** Whether entering the page starts the checks: when nothing was asked about this plan yet. */
    static boolean startsByItself(MigrationState state) {
        return state.status(Phase.CHECK) == PhaseStatus.NOT_STARTED;
    }

    private static String advised(MethodAdvice advice) {
        return advice.reason().startsWith(MethodAdvice.CHOSEN)
                ? advice.method().title() + ". " + advice.reason()
                : Messages.text("page.checks.suits-this-source", advice.method().title(), advice.reason());
    }

    private static String progress(MigrationState state) {
        Set<String> answered = state.findings().stream().map(Finding::checkId).collect(Collectors.toSet());
        long asked = state.checks().stream()
                .map(CheckName::id)
                .filter(answered::contains)
                .count();
        if (asked == state.checks().size()) {
            return "";
        }
        String watching = answered.contains(WATCHING)
                ? ""
                : Messages.text(
                        "page.checks.how-much-the-source-writes",
                        Quantities.duration(
                                state.plan().map(MigrationPlan::sampleTime).orElse(MigrationPlan.DEFAULT_SAMPLE_TIME)));
        return Messages.text(
                "page.checks.of-checks-answered", asked, state.checks().size(), watching);
    }
}
