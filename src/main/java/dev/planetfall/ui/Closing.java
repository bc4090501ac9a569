package dev.planetfall.ui;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import java.util.Optional;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.kordamp.ikonli.javafx.FontIcon;

/** Asks before the window is closed while something of the migration needs somebody. */
final class Closing {
    private final ButtonType stay = new ButtonType(Messages.text("window.closing.stay"), ButtonData.CANCEL_CLOSE);
    private final Stage stage;
    private final Wizard wizard;

    Closing(Stage stage, Wizard wizard) {
        this.stage = stage;
        this.wizard = wizard;
    }

    void guard() {
        stage.setOnCloseRequest(this::requested);
    }

    private void requested(WindowEvent request) {
        boolean connected = wizard.migration().plan().isPresent();
        words(wizard.live().state(), connected).ifPresent(words -> {
            request.consume();
            ask(words, connected);
        });
    }

    private Optional<ClosingWords> words(MigrationState state, boolean connected) {
        if (wizard.isRehearsal()) {
            return ClosingWords.ofRehearsal(state);
        }
        String log = KeptLog.of(state).map(KeptLog::sentence).orElse("");
        return ClosingWords.of(state, log, connected);
    }

    private void ask(ClosingWords words, boolean connected) {
        ButtonType keep = new ButtonType(words.keep(), ButtonData.OK_DONE);
        ButtonType drop = new ButtonType(words.drop(), ButtonData.OTHER);
        Alert alert = alert(Alert.AlertType.CONFIRMATION, words.header(), words.text());
        alert.getButtonTypes().setAll(stay, keep);
        if (connected && !words.drop().isEmpty()) {
            alert.getButtonTypes().add(drop);
        }
        alert.getButtonTypes().forEach(type -> button(alert, type).setDefaultButton(type.equals(stay)));
        Optional<ButtonType> answer = alert.showAndWait();
        if (answer.equals(Optional.of(keep))) {
            stage.close();
        } else if (answer.equals(Optional.of(drop))) {
            drop();
        }
    }

    private static Button button(Alert alert, ButtonType type) {
        return (Button) alert.getDialogPane().lookupButton(type);
    }

    private void drop() {
        stage.getScene().getRoot().setDisable(true);
        wizard.migration().cancel();
        FxThread.offThread(wizard.migration()::stopWatching);
        boolean armed = wizard.migration().state().wayBack().isArmed();
        FxThread.deliver(
                armed
                        ? wizard.migration().retireWayBack().thenApply(done -> PhaseStatus.DONE)
                        : wizard.migration().undo(Phase.REPLICATE),
                this::dropped,
                this::broke);
    }

    private void dropped(PhaseStatus status) {
        if (status == PhaseStatus.FAILED) {
            stay(Messages.text("window.closing.not-everything-could-be-dropped"));
        } else {
            stage.close();
        }
    }

    private void broke(Throwable thrown) {
        stay(Messages.text("window.closing.it-could-not-be-dropped", thrown.getMessage()));
    }

    private void stay(String sentence) {
        stage.getScene().getRoot().setDisable(false);
        alert(Alert.AlertType.ERROR, Messages.text("window.closing.the-window-stays-open"), sentence)
                .showAndWait();
    }

    /** Its one button says that it was read. */
    Alert alert(Alert.AlertType type, String header, String text) {
        Alert alert = new Alert(type, text, DialogButtons.ok());
        alert.initOwner(stage);
        alert.setTitle(Messages.text("window.closing.planetfall"));
        alert.setHeaderText(header);
        alert.getDialogPane().setMinHeight(Region.USE_PREF_SIZE);
        alert.getDialogPane().setPrefWidth(760);
        FontIcon sign = (type == Alert.AlertType.ERROR ? Mark.FAILED : Mark.WARNING).icon();
        sign.getStyleClass().add("dialog-mark");
        alert.setGraphic(sign);
        Themes.style(alert.getDialogPane());
        return alert;
    }
}
