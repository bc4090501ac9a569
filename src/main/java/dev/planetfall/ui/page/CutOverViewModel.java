package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CutoverCondition;
import dev.planetfall.migration.CutoverTimes;
import dev.planetfall.migration.LastComparison;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationPlan;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.TableComparison;
import dev.planetfall.migration.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** Whether the cutover may begin, how long it takes and what came of it. */
final class CutOverViewModel {
    /** Where the cutover stands. */
    enum Stage {
        /** The old database takes writes. */
        BEFORE,
        RUNNING,
        /** Nothing runs, yet writes are frozen: the program ended in the middle. */
        STUCK,
        /** PlanetScale is ready for the application, and it was proven that it has every row. */
        PROVEN,
        /** PlanetScale is ready for the application, but a comparison is missing or differs. */
        UNPROVEN
    }

    /** How long each part took, as people read it; a dash while it is not known. */
    record Stopwatch(String freeze, String drain, String sequences, String extras, String total) {
        static final Stopwatch ZERO = new Stopwatch("-", "-", "-", "-", "-");
    }

    private final ReadOnlyObjectWrapper<List<CutoverCondition>> conditions = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Stage> stage = new ReadOnlyObjectWrapper<>(Stage.BEFORE);
    private final ReadOnlyObjectWrapper<Stopwatch> stopwatch = new ReadOnlyObjectWrapper<>(Stopwatch.ZERO);
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper cutOver = new ReadOnlyBooleanWrapper();
    private final BooleanProperty confirmed = new SimpleBooleanProperty();
    private final StringProperty typed = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<List<String>> warnings = new ReadOnlyObjectWrapper<>(List.of());
    private final BooleanBinding mayRun =
            ready.and(confirmed).and(Bindings.createBooleanBinding(this::isOverridden, typed, warnings));
    private MigrationState shown = MigrationState.INITIAL;

    /** What a person types to cut over in spite of warnings. */
    static final String OVERRIDE = Messages.text("page.cut-over.cut-over-anyway");

    private boolean isOverridden() {
        return warnings.get().isEmpty() || typed.get().strip().equalsIgnoreCase(OVERRIDE);
    }

    /** What was typed to override warnings. */
    StringProperty typedProperty() {
        return typed;
    }

    /** Conditions that should be looked at first, in words; while there are any, the override must be typed. */
    ReadOnlyObjectProperty<List<String>> warningsProperty() {
        return warnings.getReadOnlyProperty();
    }

    /**
     * @param working whether this program is cutting over right now; the state alone cannot tell that from a cutover during
     *     which the program died
     * @param now by this computer's clock
     */
    void show(MigrationState state, boolean working, Instant now) {
        shown = state;
        conditions.set(CutoverCondition.of(state));
        warnings.set(conditions.get().stream()
                .filter(condition -> condition.standing() == CutoverCondition.Standing.LOOK)
                .map(condition -> condition.title() + ": " + condition.detail())
                .toList());
        Stage reached = reached(state, working);
        if (stage.get() == Stage.RUNNING && reached != Stage.RUNNING) {
            confirmed.set(false);
            typed.set("");
        }
        stage.set(reached);
        cutOver.set(reached == Stage.PROVEN || reached == Stage.UNPROVEN);
        ready.set(reached == Stage.BEFORE && CutoverCondition.allReady(conditions.get()));
        tick(now);
    }

    /** Moves the running stopwatch on. */
    void tick(Instant now) {
        stopwatch.set(shown.cutover()
                .map(times -> read(shown, times, stage.get() == Stage.RUNNING, now))
                .orElse(Stopwatch.ZERO));
    }

    ReadOnlyObjectProperty<List<CutoverCondition>> conditionsProperty() {
        return conditions.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Stage> stageProperty() {
        return stage.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Stopwatch> stopwatchProperty() {
        return stopwatch.getReadOnlyProperty();
    }

    /** Whether every condition is met; the person's word is still needed. */
    ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    /** The person's word that the application may stop writing. Taken back once it was used. */
    BooleanProperty confirmedProperty() {
        return confirmed;
    }

    /** Whether the button is live. Never again after a cutover: it would set the sequences back. */
    BooleanBinding mayRunProperty() {
        return mayRun;
    }

    /** Whether PlanetScale has taken over and nobody went back since. */
    ReadOnlyBooleanProperty cutOverProperty() {
        return cutOver.getReadOnlyProperty();
    }

    /** What came of it, in one sentence. Says "verified" only when it was. */
    String resultSentence() {
        if (!shown.method().stopsWriters()) {
            return Messages.text("page.cut-over.planetscale-has-the-rows-of");
        }
        String verdict = verdict(shown);
        String outage = shown.cutover()
                .map(times ->
                        Messages.text("page.cut-over.writes-were-stopped-for", Quantities.duration(times.total())))
                .orElse("");
        return verdict + "." + outage;
    }

    /** What to do after a cutover that proved less than all. */
    String unprovenAdvice() {
        if (!shown.method().stopsWriters()) {
            return Messages.text("page.cut-over.the-verify-page-shows-by");
        }
        boolean chosen = shown.lastComparison() != LastComparison.ROWS;
        boolean differs =
                shown.verification().filter(found -> !found.findsNoDifference()).isPresent();
        return Messages.text(
                chosen && !differs
                        ? "page.cut-over.what-was-compared-while-writes"
                        : "page.cut-over.look-at-the-verify-page");
    }

    /** That the last change has arrived is proven in any case. */
    private static String verdict(MigrationState state) {
        LastComparison chosen = state.lastComparison();
        Optional<Verification> frozen = state.verification().filter(Verification::whileFrozen);
        if (chosen == LastComparison.NOTHING) {
            return Messages.text("page.cut-over.every-change-has-arrived-not") + known(state);
        }
        if (chosen == LastComparison.COUNTS
                && frozen.filter(Verification::findsNoDifference).isPresent()) {
            return Messages.text("page.cut-over.every-change-has-arrived-and");
        }
        return frozen.map(VerifyViewModel::inWords).orElse(Messages.text("page.cut-over.not-verified-the-tables-were"));
    }

    /** What was found to differ before does not become right by looking away. */
    private static String known(MigrationState state) {
        long differ = state.verification()
                .map(found -> found.count(TableComparison.Verdict.DIFFERS))
                .orElse(0L);
        return differ == 0 ? "" : Messages.plural("page.cut-over.known-to-differ", differ);
    }

    /** Of the migration that is shown. */
    Method method() {
        return shown.method();
    }

    /** How long writes stay frozen at most. */
    String patience() {
        return Quantities.duration(
                        shown.plan().map(MigrationPlan::drainTimeout).orElse(MigrationPlan.DEFAULT_DRAIN_TIMEOUT))
                .replace(".0 s", " s");
    }

    private static Stage reached(MigrationState state, boolean working) {
        if (working) {
            return Stage.RUNNING;
        }
        if (!state.method().stopsWriters()) {
            return state.isDone(Phase.CUTOVER) ? Stage.UNPROVEN : Stage.BEFORE;
        }
        if (!state.writesFrozen() || state.isFrozenForCopy()) {
            return Stage.BEFORE;
        }
        if (!state.isDone(Phase.CUTOVER)) {
            return Stage.STUCK;
        }
        return isProven(state.verification()) ? Stage.PROVEN : Stage.UNPROVEN;
    }

    private static boolean isProven(Optional<Verification> verification) {
        return verification.filter(Verification::isProven).isPresent();
    }

    private static Stopwatch read(MigrationState state, CutoverTimes times, boolean running, Instant now) {
        Duration total = running ? Duration.between(times.frozenAt(), now) : times.total();
        Duration sequences = state.step("set-sequences").took().orElse(Duration.ZERO);
        Duration extras = times.rest().minus(sequences);
        boolean known = !times.rest().isZero();
        return new Stopwatch(
                Quantities.duration(times.freeze()),
                known(times.drain()),
                known ? Quantities.duration(sequences) : "-",
                known && !extras.isNegative() ? Quantities.duration(extras) : "-",
                Quantities.duration(total.isNegative() ? Duration.ZERO : total));
    }

    private static String known(Duration time) {
        return time.isZero() ? "-" : Quantities.duration(time);
    }
}
