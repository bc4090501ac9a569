package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.migration.Remedy;
import dev.planetfall.ui.FxThread;
import dev.planetfall.ui.Wizard;
import dev.planetfall.ui.control.Banner;
import dev.planetfall.ui.control.SqlPreview;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

/** What "Fix it" changed on the servers for the migration, each with the way back. */
final class RemedyList extends VBox {
    private final Wizard wizard;
    private final Banner outcome = new Banner();
    private final VBox rows = new VBox(12);

    RemedyList(Wizard wizard) {
        super(8);
        this.wizard = wizard;
        outcome.setId("take-back-outcome");
        rows.setId("remedies");
        getChildren().addAll(outcome, rows);
    }

    /** Shows these instead of what was shown. */
    void show(List<Remedy> remedies, boolean mayTakeBack) {
        rows.getChildren()
                .setAll(remedies.stream()
                        .map(remedy -> row(remedy, mayTakeBack))
                        .toList());
    }

    private Node row(Remedy remedy, boolean mayTakeBack) {
        VBox row = new VBox(
                6,
                PageLayout.wrapping(
                        Messages.text("page.remedy-list.on", remedy.side().named(), remedy.effect())));
        if (remedy.undo().isEmpty()) {
            row.getChildren().add(PageLayout.muted(Messages.text("page.remedy-list.this-cannot-be-taken-back")));
            return row;
        }
        Button takeBack = new Button(Messages.text("page.remedy-list.take-it-back"));
        takeBack.getStyleClass().add("take-back");
        takeBack.setDisable(!mayTakeBack);
        takeBack.setOnAction(click -> {
            takeBack.setDisable(true);
            takeBack(remedy, takeBack);
        });
        row.getChildren()
                .addAll(
                        PageLayout.muted(Messages.text("page.remedy-list.to-take-it-back-this")),
                        new SqlPreview(remedy.undo()),
                        takeBack);
        return row;
    }

    private void takeBack(Remedy remedy, Button button) {
        FxThread.deliver(
                wizard.migration().takeBack(remedy),
                done -> outcome.showSuccess(Messages.text(
                        "page.remedy-list.taken-back-on", done.side().on())),
                thrown -> {
                    button.setDisable(false);
                    outcome.showError(Messages.text(
                            "page.remedy-list.the-refused-it", remedy.side().label(), thrown.getMessage()));
                });
    }
}
