package dev.planetfall.ui;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Makes the answer that changes nothing the one that is given by mistake. */
public final class HarmlessAnswer {
    private HarmlessAnswer() {}

    /** From now on the answer has the focus as soon as the question is shown, and Escape gives it. */
    public static void guard(Node question, Button answer) {
        question.visibleProperty().addListener((property, old, shown) -> {
            if (shown) {
                answer.requestFocus();
            }
        });
        onEscape(question, answer);
    }

    /** From now on Escape gives the answer; the focus stays where it is. */
    public static void onEscape(Node question, Button answer) {
        question.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                key.consume();
                answer.fire();
            }
        });
    }
}
