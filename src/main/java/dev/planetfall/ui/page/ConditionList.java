package dev.planetfall.ui.page;

import dev.planetfall.ui.Mark;
import java.util.List;
import javafx.geometry.Pos;
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
        VBox words = new VBox(PageLayout.wrapping(condition.title()), PageLayout.muted(condition.detail()));
        HBox.setHgrow(words, Priority.ALWAYS);
        Label word = new Label(condition.standing().word());
        word.getStyleClass().add(mark.tone());
        word.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(8, mark.icon(), words, word);
        row.setAlignment(Pos.TOP_LEFT);
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
