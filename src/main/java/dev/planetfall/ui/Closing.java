package dev.planetfall.ui;

import dev.planetfall.migration.Phase;
import dev.planetfall.migration.PhaseStatus;
import java.util.Optional;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.kordamp.ikonli.javafx.FontIcon;

/** Asks before the window is closed while the source keeps log for the migration. */
final class Closing {
    private static final ButtonType KEEP = new ButtonType("Keep replicating and close", ButtonData.OK_DONE);
    private static final ButtonType DROP = new ButtonType("Drop replication and close", ButtonData.OTHER);
    private static final ButtonType STAY = new ButtonType("Stay", ButtonData.CANCEL_CLOSE);

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
        if (!wizard.live().state().mayHoldSlot()) {
            return;
        }
        request.consume();
        Optional<ButtonType> answer = question().showAndWait();
        if (answer.equals(Optional.of(KEEP))) {
            stage.close();
        } else if (answer.equals(Optional.of(DROP))) {
            drop();
        }
    }

    private Alert question() {
        boolean connected = wizard.migration().plan().isPresent();
        String kept = KeptLog.of(wizard.live().measurements())
                .map(log -> log.sentence() + " ")
                .orElse("");
        String choice = connected
                ? "Dropping it removes the publication, the subscription and the slot; the copied rows stay on "
                        + "PlanetScale and must be removed there before another start."
                : "To drop it, stay, go to Source and PlanetScale and type the passwords, then close again.";
        Alert alert = alert(
                Alert.AlertType.CONFIRMATION,
                "Replication goes on without this window.",
                "The two servers go on by themselves and you can come back at any time, on this computer. Until then the "
                        + "source keeps every change that PlanetScale has not taken, which can fill its disk. " + kept
                        + "\n\n" + choice);
        alert.getButtonTypes().setAll(STAY, KEEP);
        if (connected) {
            alert.getButtonTypes().add(DROP);
        }
        return alert;
    }

    private void drop() {
        stage.getScene().getRoot().setDisable(true);
        wizard.migration().cancel();
        FxThread.offThread(wizard.migration()::stopWatching);
        FxThread.deliver(wizard.migration().undo(Phase.REPLICATE), this::dropped, this::broke);
    }

    private void dropped(PhaseStatus status) {
        if (status == PhaseStatus.FAILED) {
            stay("Replication could not be dropped completely. The step that failed says why on the Replicate page.");
        } else {
            stage.close();
        }
    }

    private void broke(Throwable thrown) {
        stay("Replication could not be dropped: " + thrown.getMessage());
    }

    private void stay(String sentence) {
        stage.getScene().getRoot().setDisable(false);
        alert(Alert.AlertType.ERROR, "The window stays open.", sentence).showAndWait();
    }

    private Alert alert(Alert.AlertType type, String header, String text) {
        Alert alert = new Alert(type, text);
        alert.initOwner(stage);
        alert.setTitle("Planetfall");
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
