package dev.planetfall.ui.page;

import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Severity;
import dev.planetfall.migration.run.RemedyRun;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.WizardPage;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.FindingList;
import dev.planetfall.ui.control.PhaseControl;
import java.util.Optional;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.util.Subscription;

/** Asks every check and shows all findings at once. */
final class ChecksPage implements WizardPage {
    private final Wizard wizard;
    private final ChecksViewModel model = new ChecksViewModel();
    private final PhaseControl control;
    private final Banner fixed = new Banner();
    private final FindingList findings = new FindingList();
    private final PageLayout view;
    private Subscription subscription = () -> {};

    ChecksPage(Wizard wizard) {
        this.wizard = wizard;
        control = new PhaseControl(wizard, Phase.CHECK, "Run the checks");
        fixed.setId("fix-outcome");
        findings.setId("findings");
        findings.setOnFix(this::fix);
        Label summary = PageLayout.heading("");
        model.findingsProperty().subscribe(found -> {
            findings.setFindings(found);
            // What passed is counted in the line above it.
            PageLayout.setShown(summary, found.stream().anyMatch(one -> one.severity() != Severity.PASSED));
        });
        summary.setId("checks-summary");
        summary.textProperty().bind(model.summaryProperty());
        view = new PageLayout(
                        "Asks both servers everything that could stop a migration or lose something on the way. Only"
                                + " blockers stop it; a check that could not be asked says so and never counts as passed.",
                        "Nothing is changed. \"Fix it\" runs the SQL shown, on the server it names, after you confirmed it.")
                .with(control, fixed, summary, findings);
    }

    @Override
    public String title() {
        return "Checks";
    }

    @Override
    public Optional<Phase> phase() {
        return Optional.of(Phase.CHECK);
    }

    @Override
    public Parent view() {
        return view;
    }

    @Override
    public ObservableBooleanValue mayAdvance() {
        return control.doneProperty();
    }

    @Override
    public void onEnter() {
        control.enter();
        subscription = wizard.live().stateProperty().subscribe(model::show);
        if (ChecksViewModel.startsByItself(wizard.migration().state())) {
            control.run();
        }
    }

    @Override
    public void onLeave() {
        control.leave();
        subscription.unsubscribe();
        fixed.clear();
    }

    private void fix(Remedy remedy) {
        fixed.showInfo("Running it on the " + remedy.side().label() + ".");
        FxThread.deliver(
                wizard.migration().ask(context -> RemedyRun.run(context, remedy)),
                done -> {
                    fixed.showSuccess("Done on the " + done.side().label() + ". The checks are asked again.");
                    control.run();
                },
                thrown -> fixed.showError("The " + remedy.side().label() + " refused it: " + thrown.getMessage()));
    }
}
