package dev.planetfall.ui;

import atlantafx.base.theme.Styles;
import dev.planetfall.language.Language;
import dev.planetfall.language.Messages;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Chooses the language. Each stands there under its own name, so that it is found by those who speak no other. */
final class LanguageMenu extends HBox {
    private final LanguageChoice choice;
    private final Label later = new Label();
    private final MenuButton button = new MenuButton("", new FontIcon("fth-globe"));

    LanguageMenu(LanguageChoice choice) {
        this.choice = choice;
        button.setId("language");
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, "header-menu");
        button.setAccessibleText(Messages.text("window.language-menu.language"));
        button.setTooltip(new Tooltip(Messages.text("window.language-menu.language")));
        ToggleGroup group = new ToggleGroup();
        offer(group, Optional.empty(), Messages.text("window.language-menu.as-the-system"));
        for (Language language : Language.values()) {
            offer(group, Optional.of(language), language.ownName());
        }
        later.setId("language-later");
        later.getStyleClass().add("language-later");
        later.setManaged(false);
        later.setVisible(false);
        getStyleClass().add("language");
        getChildren().addAll(later, button);
    }

    private void offer(ToggleGroup group, Optional<Language> language, String name) {
        RadioMenuItem item = new RadioMenuItem(name);
        item.setToggleGroup(group);
        item.setSelected(choice.chosen().equals(language));
        item.setOnAction(chosen -> choose(language));
        button.getItems().add(item);
    }

    private void choose(Optional<Language> language) {
        choice.choose(language);
        later.setText(Messages.text("window.language-menu.from-the-next-start"));
        later.setManaged(true);
        later.setVisible(true);
    }
}
