package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Method;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.ui.control.SingleChoice;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One button for each method, with what happens, what it costs the application and whether this computer must stay on. */
final class MethodChoice extends VBox {
    private final Map<Method, RadioButton> buttons = new EnumMap<>(Method.class);
    private final Label settled;
    private final SingleChoice<Method> choice;

    /**
     * @param rehearsal whether another method needs other servers rather than a clean-up
     * @param onChosen told what a person chose, not what {@link #show} shows
     */
    MethodChoice(boolean rehearsal, Consumer<Method> onChosen) {
        super(8);
        settled = PageLayout.muted(Messages.text(
                rehearsal ? "page.method-choice.in-another-rehearsal" : "page.method-choice.the-copy-by-this-method"));
        choice = new SingleChoice<>(onChosen);
        GridPane grid = new GridPane(16, 6);
        for (Method method : Method.OFFERED) {
            RadioButton button = new RadioButton(method.title());
            button.setId("method-" + method.keyword());
            choice.add(method, button);
            button.setMinWidth(USE_PREF_SIZE);
            button.setAccessibleText(method.title() + ". " + method.sentence());
            buttons.put(method, button);
            Label sentence = PageLayout.wrapping(method.sentence());
            sentence.setLabelFor(button);
            GridPane.setHgrow(sentence, Priority.ALWAYS);
            GridPane.setValignment(button, javafx.geometry.VPos.TOP);
            grid.addRow(buttons.size() - 1, button, sentence);
        }
        setId("method");
        PageLayout.setShown(settled, false);
        getChildren().addAll(grid, settled);
    }

    /** Shows what is chosen, and whether that can still be changed. */
    void show(Method chosen, MigrationState state) {
        choice.show(chosen);
        boolean open = state.mayChangeMethod();
        buttons.values().forEach(button -> button.setDisable(!open));
        PageLayout.setShown(settled, !open);
        setAccessibleText(Messages.text("page.method-choice.method", chosen.title()));
    }
}
