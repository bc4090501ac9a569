package dev.planetfall.ui.page;

import atlantafx.base.theme.Styles;
import dev.planetfall.language.Messages;
import dev.planetfall.ui.HarmlessAnswer;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Asks for another name. Enter takes it, Escape leaves it as it is. */
final class RenameRow extends VBox {
    private static final double GAP = 4;
    private static final PseudoClass DANGER = PseudoClass.getPseudoClass(Styles.DANGER);

    private final HomeViewModel.Row row;
    private final HomeCommands commands;
    private final Runnable close;
    private final TextField name = new TextField();
    private final Label problem = PageLayout.wrapping("");

    /** @param close called when the question is answered */
    RenameRow(HomeViewModel.Row row, HomeCommands commands, Runnable close) {
        super(GAP);
        this.row = row;
        this.commands = commands;
        this.close = close;
        name.setId("name-" + row.id());
        name.setAccessibleText(Messages.text("page.home.new-name-of", row.name()));
        name.setOnAction(enter -> take());
        HBox.setHgrow(name, Priority.ALWAYS);
        Button take = new Button(Messages.text("page.home.rename"));
        take.setId("take-name-" + row.id());
        take.setOnAction(click -> take());
        Button leave = new Button(Messages.text("page.home.cancel"));
        leave.setOnAction(click -> close.run());
        for (Button button : new Button[] {take, leave}) {
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        problem.getStyleClass().add(Styles.DANGER);
        problem.setId("name-problem-" + row.id());
        getChildren().addAll(PageLayout.row(name, take, leave), problem);
        HarmlessAnswer.onEscape(this, leave);
        visibleProperty().addListener((property, old, shown) -> begin(shown));
    }

    private void begin(boolean shown) {
        complain("");
        if (shown) {
            name.setText(row.name());
            name.requestFocus();
            name.selectAll();
        }
    }

    private void take() {
        try {
            commands.rename(row, name.getText());
            close.run();
        } catch (IllegalArgumentException e) {
            complain(e.getMessage());
            name.requestFocus();
        }
    }

    private void complain(String sentence) {
        problem.setText(sentence);
        name.pseudoClassStateChanged(DANGER, !sentence.isEmpty());
        PageLayout.setShown(problem, !sentence.isEmpty());
    }
}
