package dev.planetfall.ui.control;

import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.step.Steps;
import java.util.List;
import java.util.function.Predicate;
import javafx.scene.layout.VBox;

/** Steps with how far each is. Shows the state it was last given; asks nobody. */
public final class StepList extends VBox {
    private final List<StepRow> rows;

    /**
     * One step to show.
     *
     * @param id in the state
     * @param title the words for it
     * @param serves methods with which it is shown
     */
    public record StepLine(String id, String title, Predicate<Method> serves) {
        public StepLine(String id, String title) {
            this(id, title, method -> true);
        }
    }

    public StepList(List<StepLine> lines) {
        getStyleClass().add("step-list");
        rows = lines.stream().map(StepRow::new).toList();
        getChildren().addAll(rows);
    }

    /** The steps of one phase, in the order in which they run; which of them is told by the state's method. */
    public static StepList of(Phase phase) {
        return new StepList(Steps.ALL.stream()
                .filter(step -> step.phase() == phase)
                .map(step -> new StepLine(step.id(), step.title(), step::serves))
                .toList());
    }

    public void update(MigrationState state) {
        for (StepRow row : rows) {
            row.setVisible(row.serves(state.method()));
            row.setManaged(row.isVisible());
            row.update(state.step(row.id()));
        }
    }

    /** Whether a failed step tells its failure below its title, which is so until changed. */
    public void setFailuresShown(boolean shown) {
        rows.forEach(row -> row.setFailureShown(shown));
    }
}
