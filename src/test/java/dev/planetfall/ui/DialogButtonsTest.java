package dev.planetfall.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planetfall.language.Language;
import dev.planetfall.ui.help.GlossaryDialog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The system speaks English here, and the window German. */
@ExtendWith(ApplicationExtension.class)
class DialogButtonsTest {
    private final Locale ofSystem = Locale.getDefault();
    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
        stage.setScene(new Scene(new Label("Fenster")));
    }

    @BeforeEach
    void speakGerman() {
        Locale.setDefault(Locale.ENGLISH);
        Language.choose(Language.GERMAN);
    }

    @AfterEach
    void speakEnglishAgain() {
        Language.choose(Language.ENGLISH);
        Locale.setDefault(ofSystem);
    }

    @Test
    void speakTheLanguageOfTheWindow(FxRobot robot) {
        List<String> words = new ArrayList<>();
        robot.interact(() -> {
            words.addAll(words(new GlossaryDialog(stage, DialogButtons.close())));
            words.addAll(words(new NoticeDialog(stage, new NoNotices())));
            Closing closing = new Closing(stage, Samples.wizard());
            words.addAll(words(closing.alert(Alert.AlertType.ERROR, "Kopf", "Satz")));
        });

        assertThat(words).containsExactly("Schließen", "Test senden", "Abbrechen", "Speichern", "OK");
    }

    private static List<String> words(Dialog<ButtonType> dialog) {
        return dialog.getDialogPane().getButtonTypes().stream()
                .map(ButtonType::getText)
                .toList();
    }
}
