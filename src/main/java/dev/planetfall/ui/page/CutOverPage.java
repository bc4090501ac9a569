package dev.planetfall.ui.page;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.run.OpenMigration;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.Metric;
import dev.planetfall.ui.page.CutOverViewModel.Stage;
import java.time.Instant;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** The moment at which the application changes over: conditions, one button, a stopwatch, the result and the way back. */
final class CutOverPage extends PhasePage {
    private final CutOverViewModel model = new CutOverViewModel();
    private final ConditionList conditions = new ConditionList();
    private final VBox course = new VBox(8);
    private final CheckBox confirm = new CheckBox("My application may stop writing to the old database now");
    private final HBox before;
    private final Metric freeze = new Metric("Stop writers");
    private final Metric drain = new Metric("Last changes");
    private final Metric rest = new Metric("The rest");
    private final Metric total = new Metric("Writes stopped");
    private final Region stopwatch;
    private final Banner result = new Banner();
    private final Banner stuck = new Banner();
    private final VBox rescue;
    private final Region wayBack;
    private final Timeline clock = new Timeline(new KeyFrame(Duration.millis(100), tick -> model.tick(Instant.now())));
    private final PageLayout view;

    CutOverPage(Wizard wizard) {
        super(wizard, "Cut over", Phase.CUTOVER, "Cut over");
        control.setOnBeforeRun(model.mayRunProperty()::get);
        control.actionButton().disableProperty().unbind();
        control.actionButton().disableProperty().bind(model.mayRunProperty().not());
        confirm.setId("confirm");
        confirm.setWrapText(true);
        confirm.selectedProperty().bindBidirectional(model.confirmedProperty());
        confirm.disableProperty().bind(model.readyProperty().not());
        result.setId("cutover-result");
        VBox first = conditionCard();
        VBox second = courseCard();
        PageLayout.shareWidth(first, second);
        before = new HBox(12, first, second);
        stopwatch = PageLayout.metrics(total, freeze, drain, rest);
        stopwatch.setId("stopwatch");
        rescue = rescue();
        wayBack = PageLayout.card(new WayBack(control::undo));
        view = new PageLayout("", "").with(rescue, result, stopwatch, confirm, control, before, wayBack);
        clock.setCycleCount(Timeline.INDEFINITE);
        model.conditionsProperty().subscribe(conditions::setConditions);
        model.stageProperty().subscribe(this::show);
        model.stopwatchProperty().subscribe(this::show);
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
        clock.play();
        compareSchemas();
    }

    @Override
    public void onLeave() {
        super.onLeave();
        clock.stop();
    }

    @Override
    void refresh(MigrationState state) {
        model.show(state, control.runningProperty().get(), Instant.now());
        CutOverWords words = CutOverWords.of(state.method(), model.patience());
        view.tell(words.happens(), words.changes());
        confirm.setText(words.confirmation());
        course.getChildren()
                .setAll(words.course().stream().map(PageLayout::wrapping).toList());
    }

    private void show(Stage stage) {
        boolean over = stage == Stage.PROVEN || stage == Stage.UNPROVEN;
        PageLayout.setShown(before, stage == Stage.BEFORE);
        PageLayout.setShown(confirm, stage == Stage.BEFORE || stage == Stage.RUNNING);
        PageLayout.setShown(rescue, stage == Stage.STUCK);
        PageLayout.setShown(
                stopwatch, (over || stage == Stage.RUNNING) && model.method().stopsWriters());
        PageLayout.setShown(wayBack, over && model.method().stopsWriters());
        control.setButtonsShown(stage == Stage.BEFORE || stage == Stage.RUNNING);
        control.setStepsShown(stage != Stage.BEFORE);
        view.setChangesShown(!over);
        switch (stage) {
            case BEFORE, RUNNING, STUCK -> result.clear();
            case PROVEN ->
                result.showSuccess(
                        model.resultSentence() + " Start your application with the connection of the next page.");
            case UNPROVEN ->
                result.showWarning(model.resultSentence()
                        + (model.method().stopsWriters()
                                ? " Look at the Verify page before your application writes to PlanetScale."
                                : " The Verify page shows by how many rows the tables differ."));
        }
        if (over) {
            PageLayout.reveal(result);
        }
    }

    private void show(CutOverViewModel.Stopwatch read) {
        freeze.set(read.freeze(), "until nobody writes");
        boolean replicates = model.method().replicates();
        PageLayout.setShown(drain, replicates);
        drain.set(read.drain(), "until all were applied");
        rest.set(read.rest(), replicates ? "sequences, comparison" : "copy, sequences, comparison");
        total.set(read.total(), replicates ? "in all" : "since the copy began");
    }

    private VBox conditionCard() {
        Hyperlink compare = new Hyperlink("Compare the schemas now");
        compare.setId("compare-schemas");
        compare.setOnAction(click -> compareSchemas());
        return PageLayout.card(PageLayout.heading("Before it begins"), conditions, compare);
    }

    /** The watch may rest for some minutes: whoever looks here, or has mended something, is not to wait for it. */
    private void compareSchemas() {
        OpenMigration migration = wizard.migration();
        if (migration.plan().isPresent() && migration.state().isUnderWay()) {
            migration.compareSchemas();
        }
    }

    private VBox courseCard() {
        return PageLayout.card(PageLayout.heading("What happens, in this order"), course);
    }

    private VBox rescue() {
        stuck.showError(
                "Writes on the source are still stopped, because the cutover was interrupted. Your application cannot"
                        + " write to the old database until you allow it again.");
        Button unfreeze = new Button("Allow writes on the source again");
        unfreeze.setId("unfreeze");
        unfreeze.getStyleClass().add("danger");
        unfreeze.setOnAction(click -> control.undo());
        return new VBox(8, stuck, unfreeze);
    }
}
