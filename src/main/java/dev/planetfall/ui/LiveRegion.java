package dev.planetfall.ui;

import java.util.Optional;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;

/**
 * What the window says by itself, for people who do not see it. The toolkit has no live regions: a screen reader speaks of what has
 * the focus, and of that alone it says what changes. So F6 takes the focus to what is said, and while a screen reader runs an error
 * takes it by itself, except out of a field that somebody types in.
 */
final class LiveRegion {
    private static final KeyCodeCombination TO_WHAT_IS_SAID = new KeyCodeCombination(KeyCode.F6);

    private final Scene scene;
    private final ObservableBooleanValue screenReader;

    private LiveRegion(Scene scene, ObservableBooleanValue screenReader) {
        this.scene = scene;
        this.screenReader = screenReader;
    }

    static void guard(Scene scene, ObservableBooleanValue screenReader) {
        LiveRegion region = new LiveRegion(scene, screenReader);
        scene.getAccelerators().put(TO_WHAT_IS_SAID, region::read);
        scene.addEventHandler(Announcement.ERROR_SHOWN, event -> region.interrupt((Node) event.getTarget()));
    }

    private void read() {
        first(scene.getRoot()).ifPresent(LiveRegion::focus);
    }

    private void interrupt(Node error) {
        if (screenReader.get() && !(scene.getFocusOwner() instanceof TextInputControl)) {
            focus(error);
        }
    }

    private static void focus(Node said) {
        InView.bring(said);
        said.requestFocus();
    }

    /** In the order of the page. */
    private static Optional<Node> first(Node node) {
        if (!node.isVisible()) {
            return Optional.empty();
        }
        if (node instanceof Announcement) {
            return Optional.of(node);
        }
        return node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream()
                        .flatMap(child -> first(child).stream())
                        .findFirst()
                : Optional.empty();
    }
}
