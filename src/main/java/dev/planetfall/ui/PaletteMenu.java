package dev.planetfall.ui;

import atlantafx.base.theme.Styles;
import dev.planetfall.language.Messages;
import java.util.List;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/** Chooses the colours of all windows; its icon is that of the colours shown. */
final class PaletteMenu extends MenuButton {
    PaletteMenu(Themes themes) {
        setId("theme-switch");
        getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, "header-menu");
        setAccessibleText(Messages.text("window.palette-menu.colours"));
        setTooltip(new Tooltip(Messages.text("window.palette-menu.colours")));
        new SystemOrChoice<>(themes.chosen(), themes::choose)
                .offer(getItems(), List.of(Palette.values()), PaletteMenu::name);
        themes.paletteProperty().subscribe(shown -> setGraphic(new FontIcon(shown.icon())));
    }

    private static String name(Palette palette) {
        return switch (palette) {
            case LIGHT -> Messages.text("window.palette-menu.light");
            case DARK -> Messages.text("window.palette-menu.dark");
            case HIGH_CONTRAST -> Messages.text("window.palette-menu.high-contrast");
        };
    }
}
