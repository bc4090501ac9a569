package dev.planetfall.ui;

import dev.planetfall.language.Messages;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;

/** Back and Next below the page, and what has still to be done here where Next is off. */
final class PageFooter extends HBox {
    private final Button back = new Button(Messages.text("window.page-footer.back"), new FontIcon("fth-arrow-left"));
    private final Button next = new Button(Messages.text("window.page-footer.next"), new FontIcon("fth-arrow-right"));
    private final Label condition = new Label();

    PageFooter(Runnable onBack, Runnable onNext) {
        back.setId("back");
        back.setMinWidth(USE_PREF_SIZE);
        back.setOnAction(click -> onBack.run());
        next.setId("next");
        next.setMinWidth(USE_PREF_SIZE);
        next.setContentDisplay(ContentDisplay.RIGHT);
        next.setOnAction(click -> onNext.run());
        next.defaultButtonProperty().bind(next.disabledProperty().not());
        condition.setId("next-condition");
        condition.getStyleClass().add("next-condition");
        condition.setMaxWidth(Double.MAX_VALUE);
        condition.setWrapText(true);
        setHgrow(condition, Priority.ALWAYS);
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("page-footer");
        getChildren().addAll(back, condition, next);
    }

    void show(WizardPage page, boolean first, boolean last) {
        boolean open = page.mayAdvance().get();
        back.setDisable(first);
        next.setDisable(last || !open);
        next.setVisible(!last);
        condition.textProperty().unbind();
        if (last || open) {
            condition.setText("");
        } else {
            condition.textProperty().bind(page.condition());
        }
    }
}
