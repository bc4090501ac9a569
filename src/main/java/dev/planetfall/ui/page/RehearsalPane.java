package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.CutoverRehearsal;
import dev.planetfall.migration.CutoverRehearsal.Part;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Quantities;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Banner;
import java.time.Duration;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Tries the cutover without stopping anybody, and tells how long the application could not have written. */
final class RehearsalPane extends VBox {
    private static final Duration WORTH_NAMING = Duration.ofMillis(20);

    private final Wizard wizard;
    private final Button rehearse = new Button(Messages.text("page.rehearsal.rehearse-without-stopping-anybody"));
    private final Banner result = new Banner();
    private final GridPane parts = new GridPane();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private boolean failed;

    RehearsalPane(Wizard wizard) {
        super(8);
        this.wizard = wizard;
        rehearse.setId("rehearse");
        rehearse.setWrapText(true);
        rehearse.setOnAction(click -> rehearse());
        result.setId("rehearsal-result");
        parts.setId("rehearsal-parts");
        parts.setHgap(12);
        parts.setVgap(4);
        ColumnConstraints words = new ColumnConstraints();
        words.setHgrow(Priority.ALWAYS);
        parts.getColumnConstraints().add(words);
        clear();
        getChildren().addAll(rehearse, result, parts);
    }

    /** The cutover itself cannot run meanwhile. */
    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    void show(MigrationState state, boolean ready) {
        rehearse.setDisable(!ready || running.get());
        if (!running.get() && !failed) {
            state.rehearsal().ifPresentOrElse(this::show, this::clear);
        }
    }

    private void rehearse() {
        wizard.decide();
        running.set(true);
        failed = false;
        rehearse.setText(Messages.text("page.rehearsal.rehearsing"));
        clear();
        FxThread.deliver(wizard.migration().rehearseCutover(), done -> rest(), thrown -> {
            failed = true;
            rest();
            result.showError(Messages.text("page.rehearsal.the-cutover-would-have-failed", thrown.getMessage()));
        });
    }

    private void rest() {
        running.set(false);
        rehearse.setText(Messages.text("page.rehearsal.rehearse-again"));
        rehearse.setDisable(false);
        show(wizard.migration().state(), true);
    }

    private void show(CutoverRehearsal rehearsal) {
        result.showInfo(Messages.text(
                "page.rehearsal.your-application-could-not-write", Quantities.duration(rehearsal.total())));
        parts.getChildren().clear();
        rehearsal.parts().stream()
                .filter(part -> part.took().compareTo(WORTH_NAMING) >= 0)
                .forEach(this::add);
        PageLayout.setShown(parts, !parts.getChildren().isEmpty());
    }

    private void add(Part part) {
        Label took = PageLayout.muted(
                part.measured()
                        ? Quantities.duration(part.took()) + ""
                        : Messages.text("page.rehearsal.estimated", Quantities.duration(part.took())));
        took.setMinWidth(USE_PREF_SIZE);
        GridPane.setHalignment(took, HPos.RIGHT);
        GridPane.setValignment(took, VPos.TOP);
        parts.addRow(parts.getRowCount(), PageLayout.wrapping(part.title()), took);
    }

    private void clear() {
        result.clear();
        PageLayout.setShown(parts, false);
    }
}
