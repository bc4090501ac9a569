package dev.planetfall.ui.control;

import atlantafx.base.theme.Styles;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.StepState;
import dev.planetfall.migration.run.OpenMigration;
import dev.planetfall.migration.step.Steps;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.Wizard;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/**
 * Runs one phase for a page: the button, how long it takes, its steps, and what went wrong. The work goes on when the page
 * is left; a page calls {@link #enter} and {@link #leave} when it is entered and left.
 */
public final class PhaseControl extends VBox {
    private final Wizard wizard;
    private final Phase phase;
    private String actionText;
    private final Button action = new Button();
    private final Button stop = new Button(Messages.text("control.phase-control.stop"));
    private final Label elapsed = new Label();
    private final Banner banner = new Banner();
    private final StepList steps;
    private final FlowPane buttons;
    private final ReadOnlyBooleanWrapper done = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final Timeline clock = new Timeline(new KeyFrame(javafx.util.Duration.millis(250), tick -> showElapsed()));
    private BooleanSupplier beforeRun = () -> true;
    private Subscription subscription = () -> {};
    private long startedNanos;
    private OpenMigration shown;

    public PhaseControl(Wizard wizard, Phase phase, String actionText) {
        this.wizard = wizard;
        this.phase = phase;
        this.shown = wizard.migration();
        this.actionText = actionText;
        this.steps = StepList.of(phase);
        steps.setFailuresShown(false);
        getStyleClass().add("phase-control");
        action.setId("primary-action");
        action.getStyleClass().add(Styles.ACCENT);
        action.setOnAction(click -> run());
        action.disableProperty().bind(running);
        stop.setId("stop-action");
        stop.setOnAction(click -> stop());
        stop.visibleProperty().bind(running);
        stop.managedProperty().bind(running);
        elapsed.setId("elapsed");
        elapsed.getStyleClass().add("elapsed");
        clock.setCycleCount(Timeline.INDEFINITE);
        buttons = new FlowPane(action, stop, elapsed);
        buttons.getStyleClass().add("button-row");
        getChildren().addAll(buttons, banner, steps);
        done.bind(wizard.live().stateProperty().map(state -> state.isDone(phase)));
        show(wizard.live().state());
    }

    /** Whether the phase is done, as the migration's state tells it; true at once for a phase done in an earlier run. */
    public ReadOnlyBooleanProperty doneProperty() {
        return done.getReadOnlyProperty();
    }

    /** Whether this control's work is under way. */
    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    /** What the button says before the phase ran. */
    public void setActionText(String text) {
        actionText = text;
        show(wizard.live().state());
    }

    /** Asked right before a run, on the JavaFX thread; {@code false} keeps it from starting. */
    public void setOnBeforeRun(BooleanSupplier mayRun) {
        beforeRun = mayRun;
    }

    public Button actionButton() {
        return action;
    }

    /** Whether the buttons are there, which is so until changed. */
    public void setButtonsShown(boolean shown) {
        buttons.setVisible(shown);
        buttons.setManaged(shown);
    }

    /** Whether the steps are listed, which is so until changed. */
    public void setStepsShown(boolean shown) {
        steps.setVisible(shown);
        steps.setManaged(shown);
    }

    public Banner banner() {
        return banner;
    }

    /** Does what a click on the button does. */
    public void run() {
        if (running.get() || !beforeRun.getAsBoolean()) {
            return;
        }
        wizard.decide();
        begin(() -> wizard.migration().run(phase));
    }

    /** Takes the phase back, shown the same way as a run. */
    public void undo() {
        if (!running.get()) {
            begin(() -> wizard.migration().undo(phase));
        }
    }

    /** Says once more how the phase stands, after something else than a run of it changed that. */
    public void tellAgain() {
        MigrationState state = wizard.migration().state();
        show(state);
        tell(state.status(phase));
    }

    public void enter() {
        subscription.unsubscribe();
        forgetOther();
        subscription = wizard.live().stateProperty().subscribe(this::show);
    }

    public void leave() {
        subscription.unsubscribe();
        subscription = () -> {};
    }

    /** How long another migration took, and what went wrong there, is not told of this one. */
    private void forgetOther() {
        if (!shown.equals(wizard.migration())) {
            shown = wizard.migration();
            clock.stop();
            elapsed.setText("");
            banner.clear();
            running.set(false);
        }
    }

    private void begin(Supplier<CompletableFuture<PhaseStatus>> work) {
        banner.clear();
        stop.setDisable(false);
        stop.setText(Messages.text("control.phase-control.stop"));
        CompletableFuture<PhaseStatus> result;
        try {
            result = work.get();
        } catch (IllegalStateException e) {
            banner.showError(Messages.text("control.phase-control.both-servers-must-be-connected"));
            return;
        }
        running.set(true);
        startedNanos = System.nanoTime();
        showElapsed();
        clock.play();
        OpenMigration begun = shown;
        FxThread.deliver(
                result, status -> ifShown(begun, () -> ended(status)), thrown -> ifShown(begun, () -> broke(thrown)));
    }

    private void ifShown(OpenMigration begun, Runnable telling) {
        if (begun.equals(wizard.migration())) {
            telling.run();
        }
    }

    private void stop() {
        stop.setDisable(true);
        stop.setText(Messages.text("control.phase-control.stopping"));
        wizard.migration().cancel();
    }

    private void ended(PhaseStatus status) {
        rest();
        show(wizard.migration().state());
        tell(status);
    }

    private void broke(Throwable thrown) {
        rest();
        banner.showError(
                Messages.text("control.phase-control.broke-off-unexpectedly-what-is", title(), thrown.getMessage()));
        action.setText(Messages.text("control.phase-control.run-again"));
    }

    private void rest() {
        clock.stop();
        showElapsed();
        running.set(false);
    }

    private void tell(PhaseStatus status) {
        switch (status) {
            case FAILED ->
                banner.showError(failure().orElse(Messages.text("control.phase-control.failed", title())) + writers());
            case BLOCKED ->
                banner.showWarning(Messages.text("control.phase-control.something-stops-the-migration-mend"));
            case CANCELLED -> banner.showInfo(stopped());
            case DONE, NOT_STARTED, RUNNING -> banner.clear();
        }
    }

    /** After a cutover that failed the first question is whether the application may write. */
    private String writers() {
        MigrationState state = wizard.migration().state();
        boolean stopped = phase == Phase.CUTOVER && state.method().stopsWriters();
        return stopped && !state.writesFrozen() ? "\n" + Messages.text("control.phase-control.the-source-accepts") : "";
    }

    private String stopped() {
        MigrationState state = wizard.migration().state();
        if (phase == Phase.CUTOVER) {
            return Messages.text(
                    state.writesFrozen()
                            ? "control.phase-control.stopped-writes-on-the-source"
                            : "control.phase-control.stopped-the-source-accepts-writes");
        }
        return Messages.text(
                phase == Phase.REPLICATE && state.method().copiesThroughThisComputer()
                        ? "control.phase-control.stopped-rows-that-are-not"
                        : "control.phase-control.stopped-what-is-done-is");
    }

    private String title() {
        return phase.title(wizard.migration().state().method());
    }

    private Optional<String> failure() {
        MigrationState state = wizard.migration().state();
        return Steps.of(state.method(), phase).stream()
                .map(step -> state.step(step.id()))
                .map(StepState::failure)
                .flatMap(Optional::stream)
                .map(StepRow::described)
                .findFirst();
    }

    private void show(MigrationState state) {
        steps.update(state);
        PhaseStatus status = state.status(phase);
        boolean primary = status != PhaseStatus.DONE;
        if (primary != action.getStyleClass().contains(Styles.ACCENT)) {
            Styles.toggleStyleClass(action, Styles.ACCENT);
        }
        if (status == PhaseStatus.DONE && !running.get()) {
            // A single check that was asked again can be what was still missing.
            banner.clear();
        }
        action.setText(
                status == PhaseStatus.NOT_STARTED || status == PhaseStatus.RUNNING
                        ? actionText
                        : Messages.text("control.phase-control.run-again"));
    }

    private void showElapsed() {
        elapsed.setText(Quantities.duration(Duration.ofNanos(System.nanoTime() - startedNanos)));
    }
}
