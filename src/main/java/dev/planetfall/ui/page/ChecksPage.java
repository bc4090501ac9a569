package dev.planetfall.ui.page;

import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Remedy;
import dev.planetfall.migration.Severity;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.FindingList;
import javafx.scene.Parent;
import javafx.scene.control.Label;

/** Asks every check and shows all findings at once. */
final class ChecksPage extends PhasePage {
    private final ChecksViewModel model = new ChecksViewModel();
    private final Banner fixed = new Banner();
    private final FindingList findings = new FindingList();
    private final PageLayout view;

    ChecksPage(Wizard wizard) {
        super(wizard, "Checks", Phase.CHECK, "Run the checks");
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
    public Parent view() {
        return view;
    }

    @Override
    void refresh(MigrationState state) {
        model.show(state);
    }

    @Override
    public void onEnter() {
        super.onEnter();
        if (ChecksViewModel.startsByItself(wizard.migration().state())) {
            control.run();
        }
    }

    @Override
    public void onLeave() {
        super.onLeave();
        fixed.clear();
    }

    private void fix(Finding finding, Remedy remedy) {
        fixed.showInfo("Running it on the " + remedy.side().label() + ".");
        FxThread.deliver(
                wizard.migration().apply(finding, remedy),
                status -> fixed.showSuccess("Done on the " + remedy.side().label()
                        + ", and checked again. Finish offers to take it back when the migration is over."),
                thrown -> fixed.showError("The " + remedy.side().label() + " refused it: " + thrown.getMessage()));
    }
}
