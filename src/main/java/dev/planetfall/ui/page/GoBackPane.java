package dev.planetfall.ui.page;

import dev.planetfall.ui.HarmlessAnswer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The offer to return to the old database: what that means, and a question before it happens. */
final class GoBackPane extends VBox {
    private final Button goBack = new Button("Go back: allow writes on the old database");
    private final HBox question;
    private final Label heading = PageLayout.heading("");
    private final Label words = PageLayout.wrapping("");

    GoBackPane(Runnable action) {
        super(8);
        goBack.setId("go-back");
        goBack.setOnAction(click -> setAsking(true));
        Button yes = new Button("Yes, allow writes on the old database");
        yes.setId("go-back-confirm");
        yes.getStyleClass().add("danger");
        yes.setOnAction(click -> {
            setAsking(false);
            action.run();
        });
        Button no = new Button("Stay with PlanetScale");
        no.setId("go-back-cancel");
        no.setOnAction(click -> setAsking(false));
        question = PageLayout.row(yes, no);
        getChildren().addAll(heading, words, goBack, question);
        HarmlessAnswer.guard(question, no);
        setAsking(false);
    }

    /** @param armed whether there is a way back that carries rows, so that this is for when that one fails */
    void show(boolean armed) {
        heading.setText(
                armed
                        ? "If PlanetScale cannot be reached any more"
                        : "If the application does not work with PlanetScale");
        words.setText(
                armed
                        ? "Going back at once needs no answer from PlanetScale, but rows written there that the source does not have yet"
                                + " are lost to it. Roll back instead whenever that is possible."
                        : "The old database has every row up to the cutover and stays read-only until you allow writes on it"
                                + " again. Rows that the application has written to PlanetScale since then stay there: they are not"
                                + " carried back. Stop the application before you go back, and point it at the old database"
                                + " afterwards.");
    }

    private void setAsking(boolean asking) {
        PageLayout.setShown(question, asking);
        PageLayout.setShown(goBack, !asking);
    }
}
