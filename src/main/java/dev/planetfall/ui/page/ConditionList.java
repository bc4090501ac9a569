package dev.planetfall.ui.page;

import dev.planetfall.migration.CutoverCondition;
import dev.planetfall.ui.Mark;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The conditions of a cutover, each with its sign and a word. */
final class ConditionList extends VBox {
    private List<CutoverCondition> shown = List.of();

    ConditionList() {
        super(8);
        setId("conditions");
    }

    void setConditions(List<CutoverCondition> conditions) {
        if (!conditions.equals(shown)) {
            shown = List.copyOf(conditions);
            getChildren().setAll(shown.stream().map(ConditionList::row).toList());
        }
    }

    private static HBox row(CutoverCondition condition) {
        Mark mark = mark(condition.standing());
        Label word = new Label(condition.standing().word());
        word.getStyleClass().addAll("condition-word", mark.tone());
        word.setMinWidth(Region.USE_PREF_SIZE);
        Label title = PageLayout.wrapping(condition.title());
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        VBox words = new VBox(new HBox(title, word), PageLayout.muted(condition.detail()));
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(mark.icon(), words);
        row.getStyleClass().add("condition");
        return row;
    }

    private static Mark mark(CutoverCondition.Standing standing) {
        return switch (standing) {
            case READY -> Mark.DONE;
            case LOOK -> Mark.WARNING;
            case BLOCKED -> Mark.BLOCKED;
        };
    }
}
