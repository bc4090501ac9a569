package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardPage;
import dev.planetfall.ui.control.PhaseControl;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.util.Subscription;

/** A page around the button that runs one phase: follows the migration while it is shown, and lets go on when it is done. */
abstract class PhasePage implements WizardPage {
    final Wizard wizard;
    final PhaseControl control;
    private final String title;
    private final Phase phase;
    private final ObservableValue<String> condition;
    private Subscription subscription = () -> {};

    /** @param action what the button says before the phase ran, such as "Copy the schema" */
    PhasePage(Wizard wizard, String title, Phase phase, String action) {
        this.wizard = wizard;
        this.title = title;
        this.phase = phase;
        control = new PhaseControl(wizard, phase, action);
        Button button = control.actionButton();
        condition = Bindings.createStringBinding(
                this::conditionNow, wizard.live().stateProperty(), button.disabledProperty(), button.textProperty());
    }

    /** Shows this state: called when the page is entered, and while it is shown whenever the state or the work changes. */
    abstract void refresh(MigrationState state);

    @Override
    public String title() {
        return title;
    }

    @Override
    public final Optional<Phase> phase() {
        return Optional.of(phase);
    }

    @Override
    public ObservableBooleanValue mayAdvance() {
        return control.doneProperty();
    }

    @Override
    public final ObservableValue<String> condition() {
        return condition;
    }

    private String conditionNow() {
        return switch (wizard.live().state().status(phase)) {
            case RUNNING -> Messages.text("page.phase.condition-running");
            case BLOCKED -> Messages.text("page.phase.condition-blocked");
            case NOT_STARTED, FAILED, CANCELLED, DONE ->
                control.actionButton().isDisabled()
                        ? Messages.text("page.phase.condition-answer")
                        : Messages.text(
                                "page.phase.condition", control.actionButton().getText());
        };
    }

    @Override
    public void onEnter() {
        control.enter();
        subscription = wizard.live()
                .stateProperty()
                .subscribe(this::refresh)
                .and(control.runningProperty()
                        .subscribe(running -> refresh(wizard.migration().state())));
    }

    @Override
    public void onLeave() {
        control.leave();
        subscription.unsubscribe();
    }
}
