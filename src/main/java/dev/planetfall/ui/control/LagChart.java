package dev.planetfall.ui.control;

import dev.planetfall.migration.ReplicationStatus;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.layout.VBox;

/** How far the target is behind, in bytes and in seconds, over time. */
public final class LagChart extends VBox {
    private ObservableList<ReplicationStatus> measurements = FXCollections.emptyObservableList();

    public LagChart() {
        getStyleClass().add("lag-chart");
    }

    /** Follows this list, oldest first, from now on. */
    public void setMeasurements(ObservableList<ReplicationStatus> newMeasurements) {
        measurements = newMeasurements;
    }

    ObservableList<ReplicationStatus> measurements() {
        return measurements;
    }
}
