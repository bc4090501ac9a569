package dev.planetfall.ui.control;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleGroup;

/**
 * Toggles of which one is always chosen once one was. Tells what a person chose, by mouse, space bar or arrows: an arrow chooses
 * the neighbour without an action event, so that a toggle's own handler would never hear of it.
 *
 * @param <T> what the toggles stand for
 */
public final class SingleChoice<T> {
    private final Consumer<T> onChosen;
    private final ToggleGroup group = new ToggleGroup();
    private final Map<Toggle, T> values = new LinkedHashMap<>();
    private boolean telling;

    /** @param onChosen called for the same one again, too, but not for what {@link #show} shows */
    public SingleChoice(Consumer<T> onChosen) {
        this.onChosen = onChosen;
        group.selectedToggleProperty().addListener((property, before, now) -> changed(before, now));
    }

    public void add(T value, Toggle toggle) {
        values.put(toggle, value);
        toggle.setToggleGroup(group);
    }

    /** Shows what is chosen without telling it. */
    public void show(T value) {
        telling = true;
        values.forEach((toggle, stoodFor) -> {
            if (stoodFor.equals(value)) {
                group.selectToggle(toggle);
            }
        });
        telling = false;
    }

    private void changed(Toggle before, Toggle now) {
        if (telling) {
            return;
        }
        if (now == null) {
            telling = true;
            group.selectToggle(before);
            telling = false;
        }
        onChosen.accept(values.get(now == null ? before : now));
    }
}
