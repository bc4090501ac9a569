package dev.planetfall.ui.control;

import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.step.Steps;
import java.util.List;
import javafx.scene.layout.VBox;

/** Steps with how far each is. Shows the state it was last given; asks nobody. */
public final class StepList extends VBox {
    private final List<StepRow> rows;

    /** One step to show: its id in the state and the words for it. */
    public record StepLine(String id, String title) {}

    public StepList(List<StepLine> lines) {
        getStyleClass().add("step-list");
        rows = lines.stream().map(StepRow::new).toList();
        getChildren().addAll(rows);
    }

    /** The steps of one phase, in the order in which they run. */
    public static StepList of(Phase phase) {
        return new StepList(Steps.of(phase).stream()
                .map(step -> new StepLine(step.id(), step.title()))
                .toList());
    }

    public void update(MigrationState state) {
        rows.forEach(row -> row.update(state.step(row.id())));
    }

    /** Whether a failed step tells its failure below its title, which is so until changed. */
    public void setFailuresShown(boolean shown) {
        rows.forEach(row -> row.setFailureShown(shown));
    }
}
