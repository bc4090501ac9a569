package dev.planetfall.ui.control;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.collections.ObservableList;
import javafx.scene.Node;

/** What a pane shows, changed as little as possible: a node that is taken out and put back is styled and laid out anew. */
final class Children {
    private Children() {}

    /** Makes the children these nodes in this order, each at most once. */
    static void set(ObservableList<Node> children, List<? extends Node> wanted) {
        Set<Node> staying = new HashSet<>(wanted);
        children.removeIf(child -> !staying.contains(child));
        Set<Node> there = new HashSet<>(children);
        for (int i = 0; i < wanted.size(); i++) {
            Node node = wanted.get(i);
            if (i < children.size() && children.get(i) == node) {
                continue;
            }
            if (there.contains(node)) {
                children.remove(node);
            }
            children.add(i, node);
        }
    }
}
