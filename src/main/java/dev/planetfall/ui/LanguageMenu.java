package dev.planetfall.ui;

import atlantafx.base.theme.Styles;
import dev.planetfall.language.Language;
import dev.planetfall.language.Messages;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
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
        new SystemOrChoice<>(choice.chosen(), this::choose)
                .offer(button.getItems(), List.of(Language.values()), Language::ownName);
        later.setId("language-later");
        later.getStyleClass().add("language-later");
        later.setManaged(false);
        later.setVisible(false);
        getStyleClass().add("language");
        getChildren().addAll(later, button);
    }

    private void choose(Optional<Language> language) {
        choice.choose(language);
        later.setText(Messages.text("window.language-menu.from-the-next-start"));
        later.setManaged(true);
        later.setVisible(true);
    }
}
