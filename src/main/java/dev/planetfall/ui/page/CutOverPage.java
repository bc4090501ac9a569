package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.WayBack.Standing;
import dev.planetfall.migration.run.OpenMigration;
import dev.planetfall.ui.InView;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.Metric;
import dev.planetfall.ui.help.Documentation;
import dev.planetfall.ui.help.PageHelp;
import dev.planetfall.ui.page.CutOverViewModel.Stage;
import java.time.Instant;
import java.util.Optional;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.Subscription;

/** The moment at which the application changes over: conditions, one button, a stopwatch, the result and the way back. */
final class CutOverPage extends PhasePage {
    private static final String AFTER = Messages.text("page.cut-over.planetscale-has-taken-over-point");

    private final CutOverViewModel model = new CutOverViewModel();
    private final ConditionList conditions = new ConditionList();
    private final VBox course = new VBox(8);
    private final CheckBox confirm = new CheckBox(Messages.text("page.cut-over.my-application-may-stop-writing"));
    private final TextField override = new TextField();
    private final Label overrideWords = PageLayout.wrapping("");
    private final VBox overriding = new VBox(4, overrideWords, override);
    private final CutOverChoices choices;
    private final RehearsalPane rehearsal;
    private final WritersPane writers;
    private final WayBackPane wayBack;
    private final Region wayBackCard;
    private final GoBackPane goBack;
    private final Region goBackCard;
    private final VBox before;
    private final Metric freeze = new Metric(Messages.text("page.cut-over.stop-writers"));
    private final Metric drain = new Metric(Messages.text("page.cut-over.last-changes"));
    private final Metric sequences = new Metric(Messages.text("page.cut-over.sequences"));
    private final Metric rest = new Metric(Messages.text("page.cut-over.the-rest"));
    private final Metric total = new Metric(Messages.text("page.cut-over.stopped"));
    private final Region stopwatch;
    private final Banner result = new Banner();
    private final Banner stuck = new Banner();
    private final Banner rolledBack = new Banner();
    private final VBox rescue;
    private final Timeline clock = new Timeline(new KeyFrame(Duration.millis(100), tick -> model.tick(Instant.now())));
    private final PageLayout view;
    private Subscription busy = () -> {};

    CutOverPage(Wizard wizard) {
        super(
                wizard,
                Messages.text("page.cut-over.cut-over"),
                Phase.CUTOVER,
                Messages.text("page.cut-over.cut-over-now"));
        choices = new CutOverChoices(wizard);
        rehearsal = new RehearsalPane(wizard);
        writers = new WritersPane(wizard);
        wayBack = new WayBackPane(wizard);
        goBack = new GoBackPane(control::undo);
        control.setOnBeforeRun(this::mayRun);
        control.actionButton().disableProperty().unbind();
        control.actionButton()
                .disableProperty()
                .bind(model.mayRunProperty().not().or(rehearsal.runningProperty()));
        confirm.setId("confirm");
        confirm.setWrapText(true);
        confirm.selectedProperty().bindBidirectional(model.confirmedProperty());
        confirm.disableProperty().bind(model.readyProperty().not());
        result.setId("cutover-result");
        rolledBack.setId("rolled-back");
        VBox first = conditionCard();
        VBox second = new VBox(
                12,
                PageLayout.card(PageLayout.heading(Messages.text("page.cut-over.how")), choices, rehearsal),
                PageLayout.folded(Messages.text("page.cut-over.what-happens-in-this-order"), course));
        PageLayout.shareWidth(first, second);
        before = new VBox(
                12,
                new HBox(12, first, second),
                PageLayout.card(PageLayout.heading(Messages.text("page.cut-over.who-can-write-to-the")), writers));
        stopwatch = PageLayout.metrics(total, freeze, drain, sequences, rest);
        stopwatch.setId("stopwatch");
        rescue = rescue();
        wayBackCard = new FirstSeen(PageLayout.card(wayBack));
        goBackCard = new FirstSeen(PageLayout.card(goBack));
        override.setId("override");
        override.setPromptText(CutOverViewModel.OVERRIDE);
        override.setMaxWidth(260);
        override.textProperty().bindBidirectional(model.typedProperty());
        overrideWords.setLabelFor(override);
        overriding.setId("overriding");
        view = new PageLayout("", "")
                .with(
                        rescue,
                        rolledBack,
                        result,
                        stopwatch,
                        wayBackCard,
                        overriding,
                        confirm,
                        control,
                        before,
                        goBackCard);
        clock.setCycleCount(Timeline.INDEFINITE);
        model.conditionsProperty().subscribe(conditions::setConditions);
        model.stageProperty().subscribe(this::show);
        model.stopwatchProperty().subscribe(this::show);
    }

    @Override
    public Optional<PageHelp> help() {
        Method method = wizard.live().state().method();
        return Optional.of(
                method.replicates()
                        ? PageHelp.of("cut-over", Documentation.CONNECTING, Documentation.AS_PUBLISHER)
                        : PageHelp.of("cut-over-" + method.keyword(), Documentation.CONNECTING));
    }

    @Override
    public Parent view() {
        return view;
    }

    @Override
    public ObservableBooleanValue mayAdvance() {
        return model.cutOverProperty();
    }

    @Override
    public void onEnter() {
        super.onEnter();
        busy = wayBack.runningProperty()
                .subscribe(running -> refresh(wizard.live().state()));
        clock.play();
        choices.enter();
        writers.enter();
        compareSchemas();
    }

    @Override
    public void onLeave() {
        super.onLeave();
        busy.unsubscribe();
        clock.stop();
        writers.leave();
    }

    @Override
    void refresh(MigrationState state) {
        model.show(state, control.runningProperty().get(), Instant.now());
        CutOverWords words = CutOverWords.of(state.method(), model.patience());
        view.tell(model.cutOverProperty().get() ? AFTER : words.happens(), words.changes());
        confirm.setText(words.confirmation());
        choices.show(state);
        rehearsal.show(state, model.readyProperty().get());
        wayBack.show(state);
        goBack.show(state.wayBack().isArmed());
        overrideWords.setText(Messages.plural(
                "page.cut-over.conditions-should-be-looked-at",
                model.warningsProperty().get().size(),
                CutOverViewModel.OVERRIDE));
        showPanes(state);
        course.getChildren()
                .setAll(words.course().stream().map(PageLayout::wrapping).toList());
    }

    /** What depends on more than the stage. */
    private void showPanes(MigrationState state) {
        Stage stage = model.stageProperty().get();
        boolean over = stage == Stage.PROVEN || stage == Stage.UNPROVEN;
        boolean armed = over && state.wayBack().isArmed();
        PageLayout.setShown(wayBackCard, armed);
        PageLayout.setShown(
                goBackCard,
                over
                        && model.method().stopsWriters()
                        && !wayBack.runningProperty().get());
        PageLayout.setShown(
                overriding,
                stage == Stage.BEFORE
                        && model.readyProperty().get()
                        && !model.warningsProperty().get().isEmpty());
        boolean back = stage == Stage.BEFORE && state.wayBack().standing() == Standing.ROLLED_BACK;
        if (back) {
            rolledBack.showSuccess(Messages.text(
                    "page.cut-over.rolled-back-the-source-has",
                    state.wayBack()
                            .times()
                            .map(times -> Messages.text(
                                    "page.cut-over.writes-were-stopped-for", Quantities.duration(times.total())))
                            .orElse("")));
        } else {
            rolledBack.clear();
        }
    }

    /** Those who override conditions are named in the report. */
    private boolean mayRun() {
        if (model.mayRunProperty().get() && !model.warningsProperty().get().isEmpty()) {
            wizard.migration().overrideConditions(model.warningsProperty().get());
        }
        return model.mayRunProperty().get();
    }

    private void show(Stage stage) {
        boolean over = stage == Stage.PROVEN || stage == Stage.UNPROVEN;
        PageLayout.setShown(before, stage == Stage.BEFORE);
        PageLayout.setShown(confirm, stage == Stage.BEFORE || stage == Stage.RUNNING);
        PageLayout.setShown(rescue, stage == Stage.STUCK);
        PageLayout.setShown(
                stopwatch, (over || stage == Stage.RUNNING) && model.method().stopsWriters());
        control.setButtonsShown(stage == Stage.BEFORE || stage == Stage.RUNNING);
        control.setStepsShown(stage != Stage.BEFORE);
        view.setChangesShown(!over);
        switch (stage) {
            case BEFORE, RUNNING, STUCK -> result.clear();
            case PROVEN ->
                result.showSuccess(
                        Messages.text("page.cut-over.start-your-application-with-the", model.resultSentence()));
            case UNPROVEN -> result.showWarning(model.resultSentence() + " " + model.unprovenAdvice());
        }
        if (over) {
            InView.bring(result);
        }
    }

    private void show(CutOverViewModel.Stopwatch read) {
        freeze.set(read.freeze(), Messages.text("page.cut-over.until-nobody-writes"));
        boolean replicates = model.method().replicates();
        PageLayout.setShown(drain, replicates);
        drain.set(read.drain(), Messages.text("page.cut-over.until-all-were-applied"));
        sequences.set(read.sequences(), Messages.text("page.cut-over.set-exactly"));
        rest.set(
                read.extras(),
                Messages.text(
                        replicates
                                ? "page.cut-over.views-comparison-way-back"
                                : "page.cut-over.copy-views-comparison"));
        total.set(
                read.total(),
                Messages.text(replicates ? "page.cut-over.in-all" : "page.cut-over.since-the-copy-began"));
    }

    private VBox conditionCard() {
        Hyperlink compare = new Hyperlink(Messages.text("page.cut-over.compare-the-schemas-now"));
        compare.setId("compare-schemas");
        compare.setOnAction(click -> compareSchemas());
        return PageLayout.card(
                PageLayout.heading(Messages.text("page.cut-over.before-it-begins")), conditions, compare);
    }

    /** The watch may rest for some minutes: whoever looks here, or has mended something, is not to wait for it. */
    private void compareSchemas() {
        OpenMigration migration = wizard.migration();
        if (migration.plan().isPresent() && migration.state().isUnderWay()) {
            migration.compareSchemas();
        }
    }

    private VBox rescue() {
        stuck.showError(Messages.text("page.cut-over.writes-on-the-source-are"));
        Button unfreeze = new Button(Messages.text("page.cut-over.allow-writes-on-the-source"));
        unfreeze.setId("unfreeze");
        unfreeze.getStyleClass().add("danger");
        unfreeze.setOnAction(click -> control.undo());
        return new VBox(8, stuck, unfreeze);
    }
}
