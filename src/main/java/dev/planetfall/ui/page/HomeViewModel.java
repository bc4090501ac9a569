package dev.planetfall.ui.page;

import dev.planetfall.migration.MigrationLibrary.Summary;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Side;
import dev.planetfall.postgres.ConnectionSettings;
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
     * @param way by which method to which database
     * @param action what goes on with it
     * @param standing which phase it reached, how that ended, and when
     * @param warning what must not be forgotten; empty when nothing
     */
    record Row(Summary summary, String name, String way, String standing, String warning, String action) {}

    /** A migration of which nothing was ever decided is nothing to go on with. */
    List<Row> rows(List<Summary> migrations) {
        return migrations.stream()
                .filter(migration -> migration.state().plan().isPresent())
                .map(this::row)
                .toList();
    }

    /** What deleting means, to be confirmed. */
    static String deletion(Row row) {
        MigrationState state = row.summary().state();
        return "Delete \"" + row.name() + "\" from this computer? Nothing on the servers is touched."
                + (state.isUnderWay() ? staying(state) : "");
    }

    private static String staying(MigrationState state) {
        String schema = "schema " + Scope.OWN_SCHEMA.name();
        String what = state.method().replicates()
                ? " a subscription on PlanetScale, a publication and a slot on the source, " + schema + " on both."
                        + " The source goes on keeping log for it, which can fill its disk."
                : " " + schema + " and the copied rows on PlanetScale.";
        String frozen = mayBeFrozen(state) ? " Writes on the source may stay stopped." : "";
        String way = state.isDone(Phase.CUTOVER)
                ? " connect both servers and clean up on the Finish page."
                : " connect both servers, close the window and choose to drop it.";
        return " What it made there may stay:" + what + frozen + " To remove it, resume it instead," + way;
    }

    private Row row(Summary summary) {
        MigrationState state = summary.state();
        Optional<Phase> reached = PlanetScaleViewModel.furthest(state);
        String where = reached.map(phase -> phase.title(state.method()) + ": " + word(state.status(phase)))
                .orElse("Not begun");
        String when = state.changedAt().map(at -> ", " + age(at)).orElse("");
        return new Row(
                summary,
                state.plan().map(MigrationPlan::name).orElse(summary.id()),
                state.plan().map(HomeViewModel::way).orElse(""),
                where + when,
                warning(state),
                state.isDone(Phase.FINISH) ? "Open" : "Resume");
    }

    private static String way(MigrationPlan plan) {
        ConnectionSettings target = plan.target();
        String port = target.port() == ConnectionSettings.DEFAULT_PORT ? "" : ":" + target.port();
        return plan.method().title() + " to " + target.database() + " on " + target.host() + port;
    }

    /** A freeze that nobody finished or lifted stops somebody's application: that comes first. */
    private static String warning(MigrationState state) {
        if (mayBeFrozen(state)) {
            return "Writes on the source may still be stopped: resume it, then cut over or allow them again";
        }
        if (state.isFrozen(Side.TARGET) && state.wayBack().isArmed()) {
            return "Writes on PlanetScale may still be stopped: resume it, then roll back or allow them again";
        }
        return state.mayHoldSlot() ? state.publisher().first() + " keeps log for this migration" : "";
    }

    private static boolean mayBeFrozen(MigrationState state) {
        return state.writesFrozen() && !state.isDone(Phase.CUTOVER);
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
