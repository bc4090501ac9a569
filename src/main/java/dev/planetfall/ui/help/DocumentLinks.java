package dev.planetfall.ui.help;

import atlantafx.base.theme.Styles;
import dev.planetfall.language.Messages;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Links that the system's browser opens. Whether it did nobody tells, so that the address pressed last is shown, too, and can be
 * copied.
 */
final class DocumentLinks extends VBox {
    private static final double GAP = 8;
    /** Side by side where there is room. */
    private static final double WIDE = 700;

    private final Consumer<String> browser;
    private final TextField address = new TextField();
    private final HBox byHand;

    /** @param browser shows an address */
    DocumentLinks(Consumer<String> browser) {
        super(GAP);
        this.browser = browser;
        address.setId("help-address");
        address.setEditable(false);
        address.getStyleClass().add(Styles.SMALL);
        address.setAccessibleText(Messages.text("help.document-links.address"));
        HBox.setHgrow(address, Priority.ALWAYS);
        CopyText copy = new CopyText(address::getText);
        copy.setMinWidth(USE_PREF_SIZE);
        Label words = new Label(Messages.text("help.document-links.if-no-browser-opens"));
        words.setMinWidth(USE_PREF_SIZE);
        words.getStyleClass().add("text-muted");
        byHand = new HBox(GAP, words, address, copy);
        byHand.setAlignment(Pos.CENTER_LEFT);
    }

    void show(List<Documentation> documents) {
        FlowPane links = new FlowPane(GAP, 0);
        links.setPrefWrapLength(WIDE);
        links.setMinWidth(0);
        links.getStyleClass().add("help-links");
        documents.forEach(document -> links.getChildren().add(link(document)));
        getChildren().setAll(links);
    }

    private Node link(Documentation document) {
        Hyperlink link = new Hyperlink(document.title(), new FontIcon("fth-external-link"));
        link.getStyleClass().add("help-link");
        link.setTooltip(new Tooltip(document.address()));
        link.setOnAction(press -> {
            link.setVisited(false);
            browser.accept(document.address());
            address.setText(document.address());
            if (!getChildren().contains(byHand)) {
                getChildren().add(byHand);
            }
        });
        return link;
    }
}
