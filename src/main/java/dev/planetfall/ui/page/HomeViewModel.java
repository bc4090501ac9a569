package dev.planetfall.ui.page;

import dev.planetfall.migration.MigrationLibrary.Summary;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Quantities;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The migrations known on this computer, in words. */
final class HomeViewModel {
    private final Clock clock;

    HomeViewModel(Clock clock) {
        this.clock = clock;
    }

    /**
     * One migration.
     *
     * @param standing which phase it reached, how that ended, and when
     * @param warning what must not be forgotten; empty when nothing
     */
    record Row(Summary summary, String name, String standing, String warning) {}

    /** A migration of which nothing was ever decided is nothing to go on with. */
    List<Row> rows(List<Summary> migrations) {
        return migrations.stream()
                .filter(migration -> migration.state().plan().isPresent())
                .map(this::row)
                .toList();
    }

    /** What deleting means, to be confirmed. */
    static String deletion(Row row) {
        String kept = row.summary().state().mayHoldSlot()
                ? " The source goes on keeping log for it: go on with it and clean up first, or the source's disk fills."
                : "";
        return "Delete \"" + row.name() + "\" from this computer? Nothing on the servers is touched." + kept;
    }

    private Row row(Summary summary) {
        MigrationState state = summary.state();
        Optional<Phase> reached = PlanetScaleViewModel.furthest(state);
        String where = reached.map(phase -> phase.title(state.method()) + ": " + word(state.status(phase)))
                .orElse("Not begun");
        String when = state.changedAt().map(at -> ", " + age(at)).orElse("");
        return new Row(
                summary, state.plan().map(MigrationPlan::name).orElse(summary.id()), where + when, warning(state));
    }

    /** A freeze that nobody finished or lifted stops somebody's application: that comes first. */
    private static String warning(MigrationState state) {
        if (state.writesFrozen() && !state.isDone(Phase.CUTOVER)) {
            return "Writes on the source may still be stopped: resume it, then cut over or allow them again";
        }
        return state.mayHoldSlot() ? "The source keeps log for this migration" : "";
    }

    private String age(Instant at) {
        Duration since = Duration.between(at, clock.instant());
        return since.toMinutes() < 1 ? "just now" : Quantities.duration(Duration.ofMinutes(since.toMinutes())) + " ago";
    }

    private static String word(PhaseStatus status) {
        return switch (status) {
            case NOT_STARTED -> "not begun";
            case RUNNING -> "interrupted";
            case DONE -> "done";
            case FAILED -> "failed";
            case BLOCKED -> "blocked";
            case CANCELLED -> "stopped";
        };
    }
}
