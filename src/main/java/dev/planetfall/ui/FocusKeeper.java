package dev.planetfall.ui;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.util.Subscription;

/**
 * Gives the focus to something harmless when what has it is switched off or taken away. Else the toolkit hands it on to whatever
 * comes next and scrolls there: after a cutover that was the button that takes it back, a press of the space bar away.
 */
final class FocusKeeper {
    private final Scene scene;
    private final Node harmless;
    private Subscription watched = () -> {};

    private FocusKeeper(Scene scene, Node harmless) {
        this.scene = scene;
        this.harmless = harmless;
    }

    /** @param harmless does nothing when Enter or the space bar is pressed */
    static void guard(Scene scene, Node harmless) {
        FocusKeeper keeper = new FocusKeeper(scene, harmless);
        scene.focusOwnerProperty().addListener((property, old, owner) -> {
            keeper.watched.unsubscribe();
            keeper.watched = owner == null ? () -> {} : keeper.watch(owner);
        });
    }

    private Subscription watch(Node owner) {
        Subscription all = owner.disabledProperty()
                .subscribe(() -> check(owner))
                .and(owner.sceneProperty().subscribe(() -> check(owner)));
        for (Node node = owner; node != null; node = node.getParent()) {
            all = all.and(node.visibleProperty().subscribe(() -> check(owner)));
        }
        return all;
    }

    /** At once: when the toolkit looks, the focus is somewhere else already. */
    private void check(Node owner) {
        if (owner.isDisabled() || !scene.equals(owner.getScene()) || isHidden(owner)) {
            harmless.requestFocus();
        }
    }

    private static boolean isHidden(Node node) {
        return node != null && (!node.isVisible() || isHidden(node.getParent()));
    }
}
