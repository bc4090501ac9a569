package dev.planetfall.ui.page;

import dev.planetfall.language.Messages;
import dev.planetfall.ui.help.HelpChoice;
import java.util.List;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Three sentences for who opens the program for the first time. Whoever has read them does not see them again. */
final class FirstSteps extends VBox {
    private static final double GAP = 8;
    private static final double ICON_GAP = 12;

    /** @param nothingYet whether there is no migration on this computer */
    FirstSteps(HelpChoice choice, ObservableBooleanValue nothingYet) {
        super(GAP);
        setId("first-steps");
        getStyleClass().addAll("page-card", "first-steps");
        getChildren().add(PageLayout.heading(Messages.text("page.first-steps.new-here")));
        getChildren()
                .addAll(List.of(
                        sentence("fth-plus", Messages.text("page.first-steps.new-migration-asks-where")),
                        sentence("fth-shield", Messages.text("page.first-steps.each-page-says-what")),
                        sentence("fth-help-circle", Messages.text("page.first-steps.what-happens-here-explains"))));
        Button done = new Button(Messages.text("page.first-steps.got-it"));
        done.setId("first-steps-done");
        done.setOnAction(click -> {
            choice.setWelcomed();
            PageLayout.setShown(this, false);
        });
        getChildren().add(done);
        nothingYet.subscribe(none -> PageLayout.setShown(this, none && !choice.isWelcomed()));
    }

    private static Label sentence(String icon, String words) {
        Label label = PageLayout.wrapping(words);
        label.setGraphic(new FontIcon(icon));
        label.setGraphicTextGap(ICON_GAP);
        return label;
    }
}
