package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationLibrary.Summary;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.ReplicationNames;
import dev.planetfall.migration.Scope;
import dev.planetfall.migration.Side;
import dev.planetfall.os.ThisProgram;
import dev.planetfall.postgres.ConnectionSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    record Row(Summary summary, String name, String way, String standing, String warning, String action) {
        String id() {
            return summary.id();
        }

        /** Whether it is known between which servers it goes: without that there is nothing to connect to. */
        boolean isResumable() {
            return summary.state().plan().isPresent();
        }
    }

    /** A migration of which nothing was ever decided is nothing to go on with, unless that is just what cannot be read. */
    List<Row> rows(List<Summary> migrations) {
        return migrations.stream()
                .filter(migration -> migration.state().plan().isPresent()
                        || migration.state().damage().isPresent())
                .map(this::row)
                .toList();
    }

    /**
     * What deleting means, to be confirmed.
     *
     * @param rehearsal whether nothing can stay on the servers, because they end with the window
     */
    static String deletion(Row row, boolean rehearsal) {
        MigrationState state = row.summary().state();
        if (!row.isResumable()) {
            return Messages.text("page.home.delete-from-this-computer-nothing", row.name(), " " + row.warning());
        }
        return state.isUnderWay() && !rehearsal
                ? Messages.text("page.home.delete-from-this-computer-nothing", row.name(), staying(state))
                : Messages.text("page.home.delete-from-this-computer-nothing-on", row.name());
    }

    private static String staying(MigrationState state) {
        String schema = Messages.text("page.home.schema", Scope.OWN_SCHEMA.name());
        String what = Messages.text(
                state.method().replicates()
                        ? "page.home.a-subscription-on-planetscale-a"
                        : "page.home.and-the-copied-rows-on",
                schema);
        String frozen = mayBeFrozen(state) ? Messages.text("page.home.writes-on-the-source-may-stay") : "";
        String way = Messages.text(
                state.isDone(Phase.CUTOVER)
                        ? "page.home.connect-both-servers-and-clean"
                        : "page.home.connect-both-servers-close-the");
        return Messages.text("page.home.what-it-made-there-may", what, frozen, way);
    }

    private Row row(Summary summary) {
        MigrationState state = summary.state();
        return new Row(
                summary,
                name(summary),
                state.plan().map(HomeViewModel::way).orElse(""),
                standing(state),
                Stream.of(pressing(state), damage(summary))
                        .filter(sentence -> !sentence.isEmpty())
                        .collect(Collectors.joining(". ")),
                Messages.text(state.isDone(Phase.FINISH) ? "page.home.open" : "page.home.resume"));
    }

    private String standing(MigrationState state) {
        Optional<Phase> reached = PlanetScaleViewModel.furthest(state);
        if (reached.isEmpty() && state.damage().isPresent()) {
            return Messages.text("page.home.not-known");
        }
        String where = reached.map(phase -> phase.title(state.method()) + ": " + word(state.status(phase)))
                .orElse(Messages.text("page.home.not-begun-2"));
        return where + state.changedAt().map(at -> ", " + age(at)).orElse("");
    }

    static String name(Summary summary) {
        return summary.state().plan().map(MigrationPlan::name).orElse(summary.id());
    }

    private static String way(MigrationPlan plan) {
        ConnectionSettings target = plan.target();
        String port = target.port() == ConnectionSettings.DEFAULT_PORT ? "" : ":" + target.port();
        return Messages.text("page.home.to-on", plan.method().title(), target.database(), target.host(), port);
    }

    /** A freeze that nobody finished or lifted stops somebody's application: that comes first. */
    private static String pressing(MigrationState state) {
        if (mayBeFrozen(state)) {
            return Messages.text("page.home.writes-on-the-source-may");
        }
        if (state.isFrozen(Side.TARGET) && state.wayBack().isArmed()) {
            return Messages.text("page.home.writes-on-planetscale-may-still");
        }
        return state.mayHoldSlot()
                ? Messages.text(
                        "page.home.keeps-log-for-this-migration",
                        state.publisher().first())
                : "";
    }

    private static String damage(Summary summary) {
        return summary.state()
                .damage()
                .map(damage -> summary.state().plan().isPresent()
                        ? Messages.text("page.home.journal-is-damaged", damage.sentence(), damage.files())
                        : Messages.text(
                                "page.home.journal-names-no-servers",
                                damage.sentence(),
                                ReplicationNames.of(summary.id()).slot().name(),
                                summary.id(),
                                ThisProgram.typed()))
                .orElse("");
    }

    private static boolean mayBeFrozen(MigrationState state) {
        return state.writesFrozen() && !state.isDone(Phase.CUTOVER);
    }

    private String age(Instant at) {
        Duration since = Duration.between(at, clock.instant());
        return since.toMinutes() < 1
                ? Messages.text("page.home.just-now")
                : Messages.text("page.home.ago", Quantities.age(since));
    }

    private static String word(PhaseStatus status) {
        return switch (status) {
            case NOT_STARTED -> Messages.text("page.home.not-begun");
            case RUNNING -> Messages.text("page.home.interrupted");
            case DONE -> Messages.text("page.home.done");
            case FAILED -> Messages.text("page.home.failed");
            case BLOCKED -> Messages.text("page.home.blocked");
            case CANCELLED -> Messages.text("page.home.stopped");
        };
    }
}
