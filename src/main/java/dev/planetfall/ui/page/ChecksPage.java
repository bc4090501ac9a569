package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Finding;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import dev.planetfall.migration.Remedy;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.InView;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.FindingList;
import dev.planetfall.ui.help.Documentation;
import dev.planetfall.ui.help.PageHelp;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Asks every check and shows all findings at once. */
final class ChecksPage extends PhasePage {
    private final ChecksViewModel model = new ChecksViewModel();
    private final Banner fixed = new Banner();
    private final Banner method = new Banner();
    private final Button use = new Button(Messages.text("page.checks.use-it"));
    private final HBox advice = PageLayout.row(method, use);
    private final FindingList findings = new FindingList();
    private final PageLayout view;

    ChecksPage(Wizard wizard) {
        super(wizard, Messages.text("page.checks.checks"), Phase.CHECK, Messages.text("page.checks.run-the-checks"));
        fixed.setId("fix-outcome");
        findings.setId("findings");
        findings.setOnFix(this::fix);
        findings.setOnAskAgain(this::askAgain);
        HBox toolbar = toolbar();
        method.setId("method-advice");
        use.setId("use-method");
        use.setMinWidth(Region.USE_PREF_SIZE);
        use.setOnAction(click -> useOther());
        HBox.setHgrow(method, Priority.ALWAYS);
        model.otherMethodProperty().subscribe(other -> PageLayout.setShown(use, other.isPresent()));
        model.methodProperty().subscribe(this::showMethod);
        model.summaryProperty().subscribe(words -> PageLayout.setShown(toolbar, !words.isEmpty()));
        view = new PageLayout(
                        Messages.text("page.checks.asks-both-servers-everything-that"),
                        Messages.text("page.checks.nothing-is-changed-fix-it"))
                .with(control, fixed, toolbar, advice, findings);
    }

    @Override
    public Optional<PageHelp> help() {
        return Optional.of(PageHelp.of("checks", Documentation.COMPATIBILITY, Documentation.EXTENSIONS));
    }

    @Override
    public Parent view() {
        return view;
    }

    @Override
    void refresh(MigrationState state) {
        model.show(state);
        PhaseStatus status = state.status(Phase.CHECK);
        boolean answered = status == PhaseStatus.DONE || status == PhaseStatus.BLOCKED;
        control.setStepsShown(!answered);
        view.setChangesShown(!answered);
        findings.show(state);
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

    /** Other findings matter then, so everything is asked again. */
    private void useOther() {
        model.otherMethodProperty().get().ifPresent(other -> {
            wizard.plan().method(other);
            wizard.decide();
            control.run();
        });
    }

    private void showMethod(String words) {
        PageLayout.setShown(advice, !words.isEmpty());
        if (words.isEmpty()) {
            method.clear();
        } else {
            method.showInfo(words);
        }
    }

    private HBox toolbar() {
        Label summary = PageLayout.heading("");
        summary.setId("checks-summary");
        summary.setWrapText(true);
        summary.textProperty().bind(model.summaryProperty());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        TextField search = new TextField();
        search.setId("checks-search");
        search.setPromptText(Messages.text("page.checks.search"));
        search.setAccessibleText(Messages.text("page.checks.search-the-findings-by-id"));
        search.setPrefColumnCount(10);
        search.setMinWidth(Region.USE_PREF_SIZE);
        search.textProperty().subscribe(findings::setSearch);
        Button save = ReportOpening.button(
                Messages.text("page.checks.save-assessment"),
                Messages.text("page.report-opening.the-assessment"),
                wizard,
                wizard::writeAssessment,
                fixed);
        save.setId("save-assessment");
        return PageLayout.row(summary, gap, search, save);
    }

    private void askAgain(Finding finding) {
        FxThread.deliver(
                wizard.migration().askAgain(finding.checkId()),
                status -> fixed.clear(),
                thrown -> refused(finding, Messages.text("page.checks.the-check-could-not-be", thrown.getMessage())));
    }

    /** What happens now is told where it was confirmed, which may be far down. */
    private String fix(Finding finding, Remedy remedy) {
        String where = remedy.side().named();
        boolean waits = control.runningProperty().get();
        FxThread.deliver(
                wizard.migration().apply(finding, remedy),
                status -> {
                    fixed.showSuccess(Messages.text("page.checks.done-on-and-checked-again", where));
                    if (!waits) {
                        InView.bring(fixed);
                    }
                },
                thrown -> refused(
                        finding,
                        Messages.text(
                                "page.checks.the-refused-it", remedy.side().label(), thrown.getMessage())));
        return Messages.text(waits ? "page.checks.it-waits-until-all-checks" : "page.checks.running-it-on", where);
    }

    private void refused(Finding finding, String sentence) {
        fixed.showError(sentence);
        InView.bring(fixed);
        findings.renew(finding);
    }
}
