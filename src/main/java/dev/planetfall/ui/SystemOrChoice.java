package dev.planetfall.ui;

import dev.planetfall.language.Messages;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.ObservableList;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;

/**
 * The entries of a menu of which one is chosen: as the system has it, or one of ours.
 *
 * @param chosen empty for that of the system
 * @param choose told what the person chooses, on the JavaFX thread
 */
record SystemOrChoice<T>(Optional<T> chosen, Consumer<Optional<T>> choose) {
    /** The system's entry comes first. */
    void offer(ObservableList<MenuItem> menu, List<T> values, Function<T, String> name) {
        ToggleGroup group = new ToggleGroup();
        menu.add(entry(group, Optional.empty(), Messages.text("window.system-or-choice.as-the-system")));
        values.forEach(value -> menu.add(entry(group, Optional.of(value), name.apply(value))));
    }

    private RadioMenuItem entry(ToggleGroup group, Optional<T> value, String name) {
        RadioMenuItem entry = new RadioMenuItem(name);
        entry.setToggleGroup(group);
        entry.setSelected(chosen.equals(value));
        entry.setOnAction(pressed -> choose.accept(value));
        return entry;
    }
}
