package dev.planetfall.ui.page;

import atlantafx.base.theme.Styles;
import dev.planetfall.ui.control.Metric;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A page's content below each other; on top what happens here and what is changed on which server. */
final class PageLayout extends VBox {
    private static final double GAP = 12;

    private final HBox change;
    private final Label intro;
    private final Label changing;

    /**
     * @param happens what this page does, in a sentence or two
     * @param changes what of it changes something, and where
     */
    PageLayout(String happens, String changes) {
        getStyleClass().add("page-body");
        intro = wrapping(happens);
        changing = muted(changes);
        change = new HBox(new FontIcon("fth-edit-3"), changing);
        change.getStyleClass().add("page-change");
        VBox top = new VBox(intro, change);
        top.getStyleClass().add("page-intro");
        getChildren().add(top);
    }

    /** Says other things than at first, as the constructor takes them. */
    void tell(String happens, String changes) {
        intro.setText(happens);
        changing.setText(changes);
    }

    PageLayout with(Node... nodes) {
        getChildren().addAll(nodes);
        return this;
    }

    /** Whether the second sentence is there, which is so until changed: a page may need its room once it is done. */
    void setChangesShown(boolean shown) {
        setShown(change, shown);
    }

    /** Adds a node that takes what height is left, and never less than it needs to be of use. */
    PageLayout growing(Region node, double minHeight) {
        node.setMinHeight(minHeight);
        node.setPrefHeight(minHeight);
        VBox.setVgrow(node, Priority.ALWAYS);
        return with(node);
    }

    static Label heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("section-heading");
        return label;
    }

    static Label wrapping(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    static Label muted(String text) {
        Label label = wrapping(text);
        label.getStyleClass().add("text-muted");
        return label;
    }

    /** Things side by side, in the middle of the line. */
    static HBox row(Node... nodes) {
        HBox row = new HBox(GAP, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    /** Things that belong together, inside a border. */
    static VBox card(Node... nodes) {
        VBox card = new VBox(nodes);
        card.getStyleClass().add("page-card");
        return card;
    }

    /** Content that takes room, and time to be styled, only when somebody opens it. */
    static TitledPane folded(String title, Node content) {
        TitledPane pane = new TitledPane(title, null);
        pane.getStyleClass().addAll(Styles.DENSE, "folded");
        pane.setExpanded(false);
        pane.setAnimated(false);
        pane.expandedProperty().subscribe(open -> {
            if (open) {
                pane.setContent(content);
            }
        });
        return pane;
    }

    /** Lets nodes of one row share its width equally. */
    static void shareWidth(Region... nodes) {
        for (Region node : nodes) {
            node.setMinWidth(0);
            node.setPrefWidth(0);
            node.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(node, Priority.ALWAYS);
        }
    }

    /** Figures side by side, equally wide. */
    static HBox metrics(Metric... metrics) {
        HBox row = new HBox(metrics);
        row.getStyleClass().add("metric-row");
        shareWidth(metrics);
        return row;
    }

    /** Shows a node or takes it away with the room it needs. */
    static void setShown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
