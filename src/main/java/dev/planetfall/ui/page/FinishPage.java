package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.help.Documentation;
import dev.planetfall.ui.help.PageHelp;
import java.util.Optional;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** New connection strings, the report and clean-up. */
final class FinishPage extends PhasePage {
    private final FinishViewModel model = new FinishViewModel();
    private final SnippetPane snippets = new SnippetPane();
    private final CleanUpPane cleanUp;
    private final AfterPane after;
    private final Banner report = new Banner();
    private final RemedyList remedyList;
    private final Region remedies;
    private final PageLayout view;

    FinishPage(Wizard wizard) {
        super(wizard, Messages.text("page.finish.finish"), Phase.FINISH, Messages.text("page.finish.clean-up"));
        cleanUp = new CleanUpPane(wizard, control);
        after = new AfterPane(wizard);
        BooleanBinding agreed = cleanUp.isAgreed();
        control.setOnBeforeRun(agreed::get);
        control.actionButton().disableProperty().unbind();
        control.actionButton().disableProperty().bind(control.runningProperty().or(agreed.not()));
        remedyList = new RemedyList(wizard);
        remedies = PageLayout.card(
                PageLayout.heading(Messages.text("page.finish.changes-made-for-the-migration")),
                PageLayout.wrapping(Messages.text("page.finish.these-changes-were-made-by")),
                remedyList);
        report.setId("report-result");
        PageLayout.setShown(remedies, false);
        model.keepAdviceProperty().subscribe(after::show);
        model.remediesProperty().subscribe(this::showRemedies);
        model.snippetsProperty().subscribe(snippets::setPorts);
        view = new PageLayout(
                        Messages.text("page.finish.point-your-application-at-planetscale"),
                        Messages.text("page.finish.cleaning-up-drops-the-objects"))
                .with(connections(), after, reports(), cleanUp, remedies);
    }

    @Override
    public Optional<PageHelp> help() {
        return Optional.of(PageHelp.of("finish", Documentation.POOLED, Documentation.DAY_ONE));
    }

    @Override
    public Parent view() {
        return view;
    }

    @Override
    public void onEnter() {
        super.onEnter();
        if (cleanUp.model().mayCleanUpProperty().get()) {
            // With a server that did not answer nothing was decided on the way here.
            wizard.decide();
        }
        if (!cleanUp.model().isOver()) {
            cleanUp.look();
            if (cleanUp.model().mayCleanUpProperty().get()) {
                after.askOnce();
            }
        }
    }

    @Override
    void refresh(MigrationState state) {
        model.show(state);
        cleanUp.show(state);
    }

    private VBox connections() {
        Label ports = PageLayout.muted("");
        ports.textProperty().bind(model.portAdviceProperty());
        return PageLayout.card(
                PageLayout.heading(Messages.text("page.finish.connect-your-application")),
                ports,
                snippets,
                PageLayout.muted(Messages.text("page.finish.the-user-is-the-one")));
    }

    private VBox reports() {
        Button save = ReportOpening.button(
                Messages.text("page.finish.save-and-open-report"),
                Messages.text("page.report-opening.the-report"),
                wizard,
                wizard::writeReport,
                report);
        save.setId("save-report");
        Button runbook = ReportOpening.button(
                Messages.text("page.finish.save-and-open-runbook"),
                Messages.text("page.report-opening.the-runbook"),
                wizard,
                wizard::writeRunbook,
                report);
        runbook.setId("save-runbook");
        return PageLayout.card(
                PageLayout.heading(Messages.text("page.finish.report")),
                PageLayout.wrapping(Messages.text("page.finish.what-was-done-and-how")),
                PageLayout.row(save, runbook),
                report);
    }

    private void showRemedies(FinishViewModel.Changes changes) {
        remedyList.show(changes.remedies(), changes.mayTakeBack());
        PageLayout.setShown(remedies, !changes.remedies().isEmpty());
    }
}
