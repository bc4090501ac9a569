package dev.planetfall.ui;

import dev.planetfall.migration.Phase;
import java.util.Optional;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.VBox;

/** A page that shows some nodes and remembers whether it is entered. */
public final class SimplePage implements WizardPage {
    public final SimpleBooleanProperty mayAdvance = new SimpleBooleanProperty();
    public boolean entered;

    private final String title;
    private final Optional<Phase> phase;
    private final VBox view;

    public SimplePage(String title, Optional<Phase> phase, Node... nodes) {
        this.title = title;
        this.phase = phase;
        view = new VBox(16, nodes);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Optional<Phase> phase() {
        return phase;
    }

    @Override
    public Parent view() {
        return view;
    }

    @Override
    public ObservableBooleanValue mayAdvance() {
        return mayAdvance;
    }

    @Override
    public ObservableValue<String> condition() {
        return new SimpleStringProperty("Answer what " + title + " asks to go on.");
    }

    @Override
    public void onEnter() {
        entered = true;
    }

    @Override
    public void onLeave() {
        entered = false;
    }
}
