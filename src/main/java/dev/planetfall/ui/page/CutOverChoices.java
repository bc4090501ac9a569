package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.LastComparison;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.PlanBuilder;
import dev.planetfall.migration.Quantities;
import dev.planetfall.migration.copy.ReturnObstacles;
import dev.planetfall.migration.copy.ReturnObstacles.Obstacle;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.SingleChoice;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** What a person chooses for the cutover, each with what it costs: what is compared, whether there is a way back, how long it may take. */
final class CutOverChoices extends VBox {
    private static final List<Duration> LIMITS = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30));

    private final Wizard wizard;
    private final Map<LastComparison, RadioButton> comparisons = new EnumMap<>(LastComparison.class);
    private final SingleChoice<LastComparison> comparison =
            new SingleChoice<>(chosen -> choose(plan -> plan.lastComparison(chosen)));
    private final CheckBox wayBack = new CheckBox(Messages.text("page.cut-over-choices.keep-the-source-in-step"));
    private final Label wayBackWords = PageLayout.muted("");
    private final ComboBox<Duration> limit = new ComboBox<>();
    private Optional<List<Obstacle>> obstacles = Optional.empty();
    private boolean telling;

    CutOverChoices(Wizard wizard) {
        super(8);
        this.wizard = wizard;
        setId("cutover-choices");
        getChildren().add(PageLayout.muted(Messages.text("page.cut-over-choices.while-writers-are-stopped")));
        for (LastComparison offered : LastComparison.values()) {
            RadioButton button = new RadioButton(offered.title());
            button.setId("compare-" + offered.keyword());
            comparison.add(offered, button);
            button.setWrapText(true);
            comparisons.put(offered, button);
            getChildren().add(button);
        }
        wayBack.setId("way-back");
        wayBack.setWrapText(true);
        wayBack.setOnAction(click -> choose(plan -> plan.wayBack(wayBack.isSelected())));
        wayBackWords.setId("way-back-words");
        limit.setId("freeze-limit");
        limit.setMinWidth(USE_PREF_SIZE);
        limit.getItems().setAll(LIMITS);
        limit.setConverter(inWords());
        limit.setOnAction(click -> chooseLimit());
        Label label = new Label(Messages.text("page.cut-over-choices.allow-writes-again-after-at"));
        label.setLabelFor(limit);
        label.setWrapText(true);
        VBox after = new VBox(4, wayBack, wayBackWords);
        after.getStyleClass().add("choice-after");
        getChildren().addAll(after, PageLayout.row(label, limit));
    }

    /** Asks both servers whether there can be a way back; shows it when they have answered. */
    void enter() {
        obstacles = Optional.empty();
        MigrationState state = wizard.live().state();
        if (wizard.migration().plan().isPresent() && state.method().replicates() && state.isUnderWay()) {
            FxThread.deliver(
                    wizard.migration().ask(ReturnObstacles::of),
                    this::answered,
                    thrown -> answered(List.of(new Obstacle(
                            Messages.text("page.cut-over-choices.it-could-not-be-found", thrown.getMessage()), ""))));
        }
    }

    void show(MigrationState state) {
        PlanBuilder plan = wizard.plan();
        telling = true;
        comparisons.forEach((offered, button) -> button.setText(offered.title() + cost(offered, state)));
        comparison.show(plan.lastComparison());
        if (!LIMITS.contains(plan.drainTimeout())) {
            limit.getItems().setAll(plan.drainTimeout());
            limit.getItems().addAll(LIMITS);
        }
        limit.setValue(plan.drainTimeout());
        boolean possible =
                state.method().replicates() && obstacles.filter(List::isEmpty).isPresent();
        wayBack.setSelected(plan.wayBack());
        wayBack.setDisable(!possible && !plan.wayBack());
        wayBackWords.setText(wayBackWords(state));
        telling = false;
    }

    /** The first time it turns out to be possible it is chosen: a person who does not want it can say so. */
    private void answered(List<Obstacle> found) {
        boolean first = obstacles.isEmpty();
        obstacles = Optional.of(found);
        if (first && found.isEmpty() && !wizard.plan().isWayBackDecided()) {
            wizard.plan().wayBack(true);
        }
        show(wizard.live().state());
    }

    private String wayBackWords(MigrationState state) {
        if (!state.method().replicates()) {
            return Messages.text("page.cut-over-choices.only-where-replication-runs-until");
        }
        return obstacles
                .map(found -> found.isEmpty()
                        ? Messages.text("page.cut-over-choices.every-change-on-planetscale-is")
                        : Messages.text(
                                "page.cut-over-choices.not-possible-now",
                                found.get(0).sentence(),
                                found.get(0).advice(),
                                plannedAlternative()))
                .orElse(Messages.text("page.cut-over-choices.looking-whether-the-source-can"));
    }

    private static String plannedAlternative() {
        return Messages.text("page.cut-over-choices.without-it-decide-before-the");
    }

    private static String cost(LastComparison comparison, MigrationState state) {
        return comparison
                .cost(state)
                .filter(time -> !time.isZero())
                .map(time -> Messages.text("page.cut-over-choices.about-longer", Quantities.duration(time)))
                .orElse("");
    }

    private void choose(java.util.function.Consumer<PlanBuilder> choice) {
        if (!telling) {
            choice.accept(wizard.plan());
            show(wizard.live().state());
        }
    }

    private void chooseLimit() {
        Optional.ofNullable(limit.getValue()).ifPresent(chosen -> choose(plan -> plan.drainTimeout(chosen)));
    }

    private static StringConverter<Duration> inWords() {
        return new StringConverter<>() {
            @Override
            public String toString(Duration time) {
                return Optional.ofNullable(time)
                        .map(known -> known.toMinutes() >= 1
                                ? Messages.plural("count.minute", known.toMinutes())
                                : Messages.plural("count.second", known.toSeconds()))
                        .orElse("");
            }

            @Override
            public Duration fromString(String words) {
                return LIMITS.get(1);
            }
        };
    }
}
