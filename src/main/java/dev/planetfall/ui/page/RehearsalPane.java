package dev.planetfall.ui.page;

import dev.planetfall.migration.CutoverRehearsal;
import dev.planetfall.migration.CutoverRehearsal.Part;
import dev.planetfall.migration.MigrationState;
import dev.planetfall.migration.Quantities;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Banner;
import java.time.Duration;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

/** Tries the cutover without stopping anybody, and tells how long the application could not have written. */
final class RehearsalPane extends VBox {
    private static final Duration WORTH_NAMING = Duration.ofMillis(20);

    private final Wizard wizard;
    private final Button rehearse = new Button("Rehearse without stopping anybody");
    private final Banner result = new Banner();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private boolean failed;

    RehearsalPane(Wizard wizard) {
        super(8);
        this.wizard = wizard;
        rehearse.setId("rehearse");
        rehearse.setOnAction(click -> rehearse());
        result.setId("rehearsal-result");
        getChildren().addAll(rehearse, result);
    }

    /** The cutover itself cannot run meanwhile. */
    ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    void show(MigrationState state, boolean ready) {
        rehearse.setDisable(!ready || running.get());
        if (!running.get() && !failed) {
            state.rehearsal().ifPresentOrElse(found -> result.showInfo(sentence(found)), result::clear);
        }
    }

    private void rehearse() {
        wizard.decide();
        running.set(true);
        failed = false;
        rehearse.setText("Rehearsing...");
        result.clear();
        FxThread.deliver(wizard.migration().rehearseCutover(), done -> rest(), thrown -> {
            failed = true;
            rest();
            result.showError("The cutover would have failed. " + thrown.getMessage());
        });
    }

    private void rest() {
        running.set(false);
        rehearse.setText("Rehearse again");
        rehearse.setDisable(false);
        show(wizard.migration().state(), true);
    }

    static String sentence(CutoverRehearsal rehearsal) {
        String parts = rehearsal.parts().stream()
                .filter(part -> part.took().compareTo(WORTH_NAMING) >= 0)
                .map(RehearsalPane::inWords)
                .collect(Collectors.joining("; "));
        return "Your application could not write for about " + Quantities.duration(rehearsal.total())
                + (parts.isEmpty() ? "." : ": " + parts + ".");
    }

    private static String inWords(Part part) {
        String title = part.title().substring(0, 1).toLowerCase(java.util.Locale.ROOT)
                + part.title().substring(1);
        return title + " " + Quantities.duration(part.took()) + (part.measured() ? "" : " (estimated)");
    }
}
