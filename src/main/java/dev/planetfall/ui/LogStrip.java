package dev.planetfall.ui;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.MigrationState;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Tells on every page that the source keeps log, from the moment replication may exist until it was cleaned up. */
final class LogStrip extends HBox {
    private final Label text = new Label();
    private Optional<Mark> shown = Optional.empty();

    LogStrip() {
        setId("log-strip");
        text.setId("log-strip-text");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        setMinHeight(Region.USE_PREF_SIZE);
        setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(text, Priority.ALWAYS);
        setShown(false);
    }

    void update(MigrationState state) {
        if (!state.mayHoldSlot()) {
            setShown(false);
            return;
        }
        KeptLog.of(state).ifPresentOrElse(kept -> show(kept, state), () -> setShown(false));
    }

    private void show(KeptLog kept, MigrationState state) {
        Mark mark = state.monitorProblem().isPresent() ? Mark.WARNING : kept.mark();
        text.setText(state.monitorProblem()
                .map(problem -> Messages.text("window.log-strip.this-figure-is-out-of", kept.sentence(), problem))
                .orElseGet(kept::sentence));
        if (!shown.equals(Optional.of(mark))) {
            // A new icon is styled and laid out anew, and the state changes up to 20 times a second.
            shown = Optional.of(mark);
            getStyleClass().setAll("log-strip", mark.tone());
            getChildren().setAll(mark.icon(), text);
        }
        setShown(true);
    }

    private void setShown(boolean shown) {
        setVisible(shown);
        setManaged(shown);
    }
}
