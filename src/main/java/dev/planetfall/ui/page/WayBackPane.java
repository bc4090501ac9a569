package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.ReplicationStatus;
import dev.planetfall.migration.Side;
import dev.planetfall.migration.StepState;
import dev.planetfall.migration.step.Steps;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.HarmlessAnswer;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.Metric;
import dev.planetfall.ui.control.StepList;
import dev.planetfall.ui.control.StepList.StepLine;
import dev.planetfall.ui.control.chart.WayBackChart;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The way back while the source follows PlanetScale: how far behind it is, rolling back, and giving it up. */
final class WayBackPane extends VBox {
    private final Wizard wizard;
    private final Label words = PageLayout.wrapping("");
    private final Metric delay = new Metric(Messages.text("page.way-back.the-source-is-behind-by"));
    private final Metric kept = new Metric(Messages.text("page.way-back.log-kept-for-it"));
    private final WayBackChart chart = new WayBackChart();
    private final Button rollBack = new Button(Messages.text("page.way-back.roll-back-to-the-source"));
    private final Button retire = new Button(Messages.text("page.way-back.give-up-the-way-back"));
    private final Button yes = new Button();
    private final Button no = new Button(Messages.text("page.way-back.cancel"));
    private final HBox offers = PageLayout.row(rollBack, retire);
    private final HBox question = PageLayout.row(yes, no);
    private final Banner result = new Banner();
    private final StepList steps = new StepList(Steps.ROLL_BACK.stream()
            .map(step -> new StepLine(step.id(), step.title()))
            .toList());
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private WayBackWords asked = WayBackWords.NOTHING;

    WayBackPane(Wizard wizard) {
        super(12);
        this.wizard = wizard;
        setId("way-back-pane");
        words.setId("way-back-state");
        rollBack.setId("roll-back");
        rollBack.setOnAction(click -> ask(WayBackWords.ROLL_BACK));
        retire.setId("retire-way-back");
        retire.setOnAction(click -> ask(WayBackWords.RETIRE));
        yes.setId("way-back-confirm");
        yes.getStyleClass().add("danger");
        yes.setOnAction(click -> confirmed());
        no.setId("way-back-cancel");
        no.setOnAction(click -> ask(WayBackWords.NOTHING));
        result.setId("way-back-result");
        HarmlessAnswer.guard(question, no);
        getChildren()
                .addAll(
                        PageLayout.heading(Messages.text("page.way-back.the-way-back")),
                        words,
                        PageLayout.metrics(delay, kept),
                        chart,
                        offers,
                        question,
                        result,
                        steps);
        ask(WayBackWords.NOTHING);
    }

    /** Whether something that was asked for here is being done. */
    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    void show(MigrationState state) {
        boolean stuck = !running.get() && state.isFrozen(Side.TARGET);
        words.setText(asked == WayBackWords.NOTHING ? WayBackWords.of(state, stuck) : asked.question());
        state.replication().ifPresent(this::showFigures);
        state.wayBack().since().ifPresent(since -> chart.show(state.history(), since));
        steps.update(state);
        boolean told = state.wayBack().rollingBack() != PhaseStatus.NOT_STARTED;
        PageLayout.setShown(steps, told && (running.get() || state.wayBack().rollingBack() == PhaseStatus.FAILED));
        rollBack.setText(Messages.text(
                stuck ? "page.way-back.allow-writes-on-planetscale-again" : "page.way-back.roll-back-to-the-source"));
        boolean idle = asked == WayBackWords.NOTHING && !running.get();
        PageLayout.setShown(offers, idle);
        PageLayout.setShown(question, asked != WayBackWords.NOTHING);
        PageLayout.setShown(retire, !stuck);
    }

    private void showFigures(ReplicationStatus now) {
        ReplicationFigures figures = ReplicationFigures.of(now, java.util.List.of(now));
        delay.set(figures.lag().value(), figures.lag().below());
        kept.set(figures.logKept().value(), figures.logKept().below());
    }

    private void ask(WayBackWords question) {
        MigrationState state = wizard.live().state();
        if (question == WayBackWords.ROLL_BACK && state.isFrozen(Side.TARGET)) {
            perform(wizard.migration()::undoRollBack);
            return;
        }
        asked = question;
        yes.setText(question.yes());
        result.clear();
        show(state);
    }

    private void confirmed() {
        WayBackWords confirmed = asked;
        asked = WayBackWords.NOTHING;
        if (confirmed == WayBackWords.ROLL_BACK) {
            perform(wizard.migration()::rollBack);
        } else {
            perform(() -> wizard.migration().retireWayBack().thenApply(done -> PhaseStatus.DONE));
        }
    }

    private void perform(Supplier<CompletableFuture<PhaseStatus>> command) {
        running.set(true);
        result.clear();
        show(wizard.live().state());
        FxThread.deliver(command.get(), this::rest, thrown -> {
            rest(PhaseStatus.DONE);
            result.showError(Messages.text("page.way-back.that-could-not-be-done", thrown.getMessage()));
        });
    }

    private void rest(PhaseStatus status) {
        running.set(false);
        MigrationState state = wizard.migration().state();
        show(state);
        if (status == PhaseStatus.FAILED || status == PhaseStatus.CANCELLED) {
            result.showError(failure(state));
        }
    }

    private static String failure(MigrationState state) {
        return Steps.ROLL_BACK.stream()
                .map(step -> state.step(step.id()))
                .map(StepState::failure)
                .flatMap(java.util.Optional::stream)
                .findFirst()
                .map(failure -> failure.sentence() + " " + String.join(" ", failure.lines()))
                .orElse(Messages.text("page.way-back.could-not-be-rolled-back", Phase.CUTOVER.title()));
    }
}
