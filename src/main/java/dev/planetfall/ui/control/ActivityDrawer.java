package dev.planetfall.ui.control;

import dev.planetfall.migration.MigrationEvent.StatementSent;
import javafx.collections.ObservableList;
import javafx.scene.layout.VBox;

/** Every statement that was sent to either server, folded away at the bottom of the window until somebody looks. */
public final class ActivityDrawer extends VBox {
    private final ObservableList<StatementSent> statements;

    public ActivityDrawer(ObservableList<StatementSent> statements) {
        this.statements = statements;
        getStyleClass().add("activity-drawer");
    }

    public ObservableList<StatementSent> statements() {
        return statements;
    }
}
