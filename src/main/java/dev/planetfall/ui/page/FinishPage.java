package dev.planetfall.ui.page;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.page.FinishViewModel.Doomed;
import java.util.List;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** New connection strings, the report and clean-up. */
final class FinishPage extends PhasePage {
    private final FinishViewModel model = new FinishViewModel();
    private final SnippetPane snippets = new SnippetPane();
    private final Label cleanUpIntro =
            PageLayout.wrapping("When the application works with PlanetScale, drop what the migration made:");
    private final GridPane doomed = new GridPane();
    private final Banner cleaned = new Banner();
    private final VBox leftovers = new VBox(2);
    private final Banner report = new Banner();
    private final RemedyList remedyList;
    private final Region remedies;
    private final PageLayout view;

    FinishPage(Wizard wizard) {
        super(wizard, "Finish", Phase.FINISH, "Clean up");
        control.setOnBeforeRun(model.mayCleanUpProperty()::get);
        control.actionButton().disableProperty().unbind();
        control.actionButton()
                .disableProperty()
                .bind(control.runningProperty().or(model.mayCleanUpProperty().not()));
        remedyList = new RemedyList(wizard);
        remedies = PageLayout.card(
                PageLayout.heading("Changes made for the migration"),
                PageLayout.wrapping(
                        "These changes were made by the checks after you confirmed them. The old database does not"
                                + " need them any more once the migration is cleaned up."),
                remedyList);
        doomed.getStyleClass().add("doomed");
        leftovers.setId("leftovers");
        cleaned.setId("clean-up-result");
        report.setId("report-result");
        PageLayout.setShown(remedies, false);
        model.remediesProperty().subscribe(this::showRemedies);
        model.snippetsProperty().subscribe(snippets::setSnippets);
        model.doomedProperty().subscribe(this::showDoomed);
        model.cleanProperty().subscribe(clean -> showResult());
        model.leftoversProperty().subscribe(left -> showResult());
        view = new PageLayout(
                        "Point your application at PlanetScale, keep the report, and remove what the migration made.",
                        "Cleaning up drops the objects named below on both servers, and no row of yours.")
                .with(connections(), reports(), cleanUp(), remedies);
    }

    @Override
    public Parent view() {
        return view;
    }

    @Override
    void refresh(MigrationState state) {
        model.show(state);
    }

    private VBox connections() {
        Label ports = PageLayout.muted("");
        ports.textProperty().bind(model.portAdviceProperty());
        return PageLayout.card(PageLayout.heading("Connect your application"), ports, snippets);
    }

    private VBox cleanUp() {
        return PageLayout.card(PageLayout.heading("Clean up"), cleanUpIntro, doomed, control, cleaned, leftovers);
    }

    private VBox reports() {
        Button save = ReportOpening.button("Save and open report", wizard, wizard::writeReport, report);
        save.setId("save-report");
        VBox words = new VBox(
                4,
                PageLayout.heading("Report"),
                PageLayout.wrapping("What was done and how it was verified, as one HTML file without passwords."));
        HBox.setHgrow(words, Priority.ALWAYS);
        return PageLayout.card(PageLayout.row(words, save), report);
    }

    private void showDoomed(List<Doomed> objects) {
        doomed.getChildren().clear();
        for (int i = 0; i < objects.size(); i++) {
            Doomed object = objects.get(i);
            doomed.addRow(
                    i,
                    PageLayout.muted(object.kind()),
                    new Label(object.name()),
                    PageLayout.muted("on " + object.server()));
        }
    }

    private void showRemedies(FinishViewModel.Changes changes) {
        remedyList.show(changes.remedies(), changes.mayTakeBack());
        PageLayout.setShown(remedies, !changes.remedies().isEmpty());
    }

    private void showResult() {
        List<String> left = model.leftoversProperty().get();
        leftovers.getChildren().setAll(left.stream().map(PageLayout::wrapping).toList());
        PageLayout.setShown(leftovers, !left.isEmpty());
        PageLayout.setShown(cleanUpIntro, !model.cleanProperty().get());
        PageLayout.setShown(doomed, !model.cleanProperty().get());
        if (!left.isEmpty()) {
            cleaned.showWarning("This was left on the servers and should be dropped by hand:");
        } else if (model.cleanProperty().get()) {
            cleaned.showSuccess("Both servers are clean: nothing of the migration is left on them.");
        } else {
            cleaned.clear();
        }
    }
}
