package dev.planetfall.ui.control;

import atlantafx.base.theme.Styles;
import dev.planetfall.language.Messages;
import dev.planetfall.migration.Remedy;
import dev.planetfall.ui.HarmlessAnswer;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A remedy to read and copy; when it may be run from here, its effect and undo are confirmed first. */
final class RemedyPane extends VBox {
    private final Remedy remedy;
    private final Button fix = new Button(Messages.text("control.remedy-pane.fix-it"));
    private final VBox confirmation = new VBox();
    private final Label fate = line("");

    RemedyPane(Remedy remedy, Optional<Function<Remedy, String>> onFix) {
        this.remedy = remedy;
        getStyleClass().add("remedy");
        String who = remedy.forAdministrator()
                ? "control.remedy-pane.let-an-administrator-run-this"
                : "control.remedy-pane.run-this";
        getChildren().addAll(line(Messages.text(who, remedy.side().on())), new SqlExcerpt(remedy.sql()));
        if (!remedy.forAdministrator()) {
            onFix.ifPresent(this::offer);
        }
    }

    private void offer(Function<Remedy, String> onFix) {
        fix.getStyleClass().add("fix-it");
        fix.setOnAction(click -> {
            if (confirmation.getChildren().isEmpty()) {
                fillConfirmation(onFix);
            }
            setConfirming(true);
        });
        confirmation.getStyleClass().add("remedy-confirmation");
        fate.getStyleClass().add("fix-fate");
        fate.setVisible(false);
        fate.setManaged(false);
        getChildren().addAll(fix, confirmation, fate);
        setConfirming(false);
    }

    private void fillConfirmation(Function<Remedy, String> onFix) {
        Button run = new Button(
                Messages.text("control.remedy-pane.run-it-on", remedy.side().named()));
        run.getStyleClass().addAll(Styles.ACCENT, "fix-confirm");
        run.setOnAction(click -> {
            setConfirming(false);
            fix.setDisable(true);
            fate.setText(onFix.apply(remedy));
            fate.setVisible(true);
            fate.setManaged(true);
        });
        Button cancel = new Button(Messages.text("control.remedy-pane.cancel"));
        cancel.getStyleClass().add("fix-cancel");
        cancel.setOnAction(click -> setConfirming(false));
        HarmlessAnswer.guard(confirmation, cancel);
        HBox buttons = new HBox(run, cancel);
        buttons.getStyleClass().add("button-row");
        confirmation.getChildren().addAll(line(Messages.text("control.remedy-pane.what-it-does", remedy.effect())));
        if (!remedy.undo().isEmpty()) {
            confirmation.getChildren().add(line(Messages.text("control.remedy-pane.to-take-it-back", remedy.undo())));
        }
        confirmation.getChildren().add(buttons);
    }

    private void setConfirming(boolean confirming) {
        confirmation.setVisible(confirming);
        confirmation.setManaged(confirming);
        fix.setVisible(!confirming);
        fix.setManaged(!confirming);
    }

    private static Label line(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
