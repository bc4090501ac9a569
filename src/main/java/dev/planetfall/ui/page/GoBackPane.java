package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.ui.HarmlessAnswer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The offer to return to the old database: what that means, and a question before it happens. */
final class GoBackPane extends VBox {
    private final Button goBack = new Button(Messages.text("page.go-back.go-back-allow-writes-on"));
    private final HBox question;
    private final Label heading = PageLayout.heading("");
    private final Label words = PageLayout.wrapping("");

    GoBackPane(Runnable action) {
        super(8);
        goBack.setId("go-back");
        goBack.setOnAction(click -> setAsking(true));
        Button yes = new Button(Messages.text("page.go-back.yes-allow-writes-on-the"));
        yes.setId("go-back-confirm");
        yes.getStyleClass().add("danger");
        yes.setOnAction(click -> {
            setAsking(false);
            action.run();
        });
        Button no = new Button(Messages.text("page.go-back.stay-with-planetscale"));
        no.setId("go-back-cancel");
        no.setOnAction(click -> setAsking(false));
        question = PageLayout.row(yes, no);
        getChildren().addAll(heading, words, goBack, question);
        HarmlessAnswer.guard(question, no);
        setAsking(false);
    }

    /** @param armed whether there is a way back that carries rows, so that this is for when that one fails */
    void show(boolean armed) {
        heading.setText(Messages.text(
                armed ? "page.go-back.if-planetscale-cannot-be-reached" : "page.go-back.if-the-application-does-not"));
        words.setText(Messages.text(
                armed ? "page.go-back.going-back-at-once-needs" : "page.go-back.the-old-database-has-every"));
    }

    private void setAsking(boolean asking) {
        PageLayout.setShown(question, asking);
        PageLayout.setShown(goBack, !asking);
    }
}
